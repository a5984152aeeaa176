import type { knownAlarmKinds, Severity } from '#shared/alarms.ts'
import type { Bilingual } from '#shared/text.ts'

// What is written once and kept (sheets, messages, titles of orders) carries its words; a test holds them to those of the screens.

export const alarmKindWords: Record<(typeof knownAlarmKinds)[number], Bilingual> = {
  'lift.trapped': { zh: '电梯困人', en: 'People trapped in lift' },
  'lift.fault': { zh: '电梯故障', en: 'Lift fault' },
  'pump.pressure-low': { zh: '水泵压力低', en: 'Pump pressure low' },
  'pump.fault': { zh: '水泵故障', en: 'Pump fault' },
  'power.lost': { zh: '停电', en: 'Power lost' },
  'power.overload': { zh: '过载', en: 'Overload' },
  'fire.signal': { zh: '火警信号', en: 'Fire signal' },
  'fire.fault': { zh: '消防主机故障', en: 'Fire panel fault' },
  'access.forced': { zh: '门禁强开', en: 'Door forced' },
  'access.door-open': { zh: '通道门未关', en: 'Door left open' },
  'parking.fault': { zh: '道闸故障', en: 'Parking gate fault' },
  'perimeter.breach': { zh: '周界入侵', en: 'Perimeter breach' },
  'littering': { zh: '高空抛物', en: 'Object thrown from height' },
  'lighting.fault': { zh: '照明故障', en: 'Lighting fault' },
  'water.leak': { zh: '漏水', en: 'Water leak' },
  'water.level': { zh: '水位异常', en: 'Water level' },
  'gas.leak': { zh: '燃气泄漏', en: 'Gas leak' },
  'weather.typhoon': { zh: '台风预警', en: 'Typhoon warning' },
  'device.silent': { zh: '设备失联', en: 'Device silent' },
  'room.temperature': { zh: '机房温度异常', en: 'Room temperature' },
  'network.lost': { zh: '网络中断', en: 'Network lost' },
  'weather.rain': { zh: '暴雨预警', en: 'Rainstorm warning' },
  'weather.snow': { zh: '冰雪预警', en: 'Snow and ice warning' },
  'weather.heat': { zh: '高温预警', en: 'Heat warning' },
  'weather.wind': { zh: '大风预警', en: 'Gale warning' },
  'weather.thunder': { zh: '雷电预警', en: 'Thunderstorm warning' },
  'weather.other': { zh: '气象预警', en: 'Weather warning' },
  'public.warning': { zh: '公共预警', en: 'Public warning' },
  'gateway.silent': { zh: '网关失联', en: 'Gateway silent' },
  'feed.silent': { zh: '数据来源中断', en: 'Feed silent' },
  'station.deaf': { zh: '值守端无声', en: 'Station cannot be heard' },
  'path.broken': { zh: '告警链路不通', en: 'Alarm path broken' },
  'shift.untaken': { zh: '无人接班', en: 'Shift not taken over' },
}

export const severityWords: Record<Severity, Bilingual> = {
  critical: { zh: '紧急', en: 'Critical' },
  major: { zh: '重要', en: 'Major' },
  minor: { zh: '次要', en: 'Minor' },
  notice: { zh: '提示', en: 'Notice' },
}
