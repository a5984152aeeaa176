import type { knownAlarmKinds, Severity } from '#shared/alarms.ts'
import type { Door } from '#shared/doors.ts'
import type { PromiseKind } from '#shared/orders.ts'
import type { Post } from '#shared/people.ts'
import type { Bilingual } from '#shared/text.ts'

// A sheet is kept as it was written, so it carries its words; a test holds them to those of the screens.

export const alarmKindWords: Record<(typeof knownAlarmKinds)[number], Bilingual> = {
  'lift.trapped': { zh: '电梯困人', en: 'People trapped in lift' },
  'lift.fault': { zh: '电梯故障', en: 'Lift fault' },
  'pump.pressure-low': { zh: '水泵压力低', en: 'Pump pressure low' },
  'pump.fault': { zh: '水泵故障', en: 'Pump fault' },
  'power.lost': { zh: '停电', en: 'Power lost' },
  'fire.signal': { zh: '火警信号', en: 'Fire signal' },
  'access.forced': { zh: '门禁强开', en: 'Door forced' },
  'access.door-open': { zh: '通道门未关', en: 'Door left open' },
  'parking.fault': { zh: '道闸故障', en: 'Parking gate fault' },
  'perimeter.breach': { zh: '周界入侵', en: 'Perimeter breach' },
  'littering': { zh: '高空抛物', en: 'Object thrown from height' },
  'lighting.fault': { zh: '照明故障', en: 'Lighting fault' },
  'water.leak': { zh: '漏水', en: 'Water leak' },
  'gas.leak': { zh: '燃气泄漏', en: 'Gas leak' },
  'weather.typhoon': { zh: '台风预警', en: 'Typhoon warning' },
  'device.silent': { zh: '设备失联', en: 'Device silent' },
  'shift.untaken': { zh: '无人接班', en: 'Shift not taken over' },
}

export const severityWords: Record<Severity, Bilingual> = {
  critical: { zh: '紧急', en: 'Critical' },
  major: { zh: '重要', en: 'Major' },
  minor: { zh: '次要', en: 'Minor' },
  notice: { zh: '提示', en: 'Notice' },
}

export const doorWords: Record<Door, Bilingual> = {
  requests: { zh: '报事', en: 'Requests' },
  alarms: { zh: '告警', en: 'Alarms' },
  positions: { zh: '位置', en: 'Positions' },
}

export const promiseWords: Record<PromiseKind, Bilingual> = {
  respond: { zh: '响应', en: 'Respond' },
  arrive: { zh: '到场', en: 'Arrive' },
  solution: { zh: '方案', en: 'Solution' },
  finish: { zh: '完成', en: 'Finish' },
  close: { zh: '关闭', en: 'Close' },
  'call-back': { zh: '回访', en: 'Call back' },
}

export const postWords: Record<Post, Bilingual> = {
  'duty-manager': { zh: '值班经理', en: 'Duty manager' },
  'butler': { zh: '管家', en: 'Butler' },
  'repair': { zh: '维修', en: 'Repair' },
  'security': { zh: '秩序', en: 'Security' },
  'cleaning': { zh: '保洁', en: 'Cleaning' },
  'greening': { zh: '绿化', en: 'Greening' },
}
