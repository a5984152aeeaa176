import type { Severity } from '#shared/alarms.ts'
import type { Device } from '#shared/devices.ts'

/** How often a community of 4,000 households has each alarm in a day, for how long it stands, and what it says. */
export type AlarmHabit = { kind: string; severity: Severity; device: Device['kind']; perDay: number; minutes: number; texts: readonly string[] }

export const alarmHabits: readonly AlarmHabit[] = [
  { kind: 'access.door-open', severity: 'notice', device: 'access', perDay: 0.7, minutes: 14, texts: ['通道门超时未关', '单元门常开超过 5 分钟'] },
  { kind: 'device.silent', severity: 'notice', device: 'lighting', perDay: 0.6, minutes: 240, texts: ['超过 10 分钟无心跳'] },
  { kind: 'lighting.fault', severity: 'minor', device: 'lighting', perDay: 0.35, minutes: 300, texts: ['回路电流异常', '部分灯具未点亮'] },
  { kind: 'parking.fault', severity: 'minor', device: 'parking-gate', perDay: 0.22, minutes: 28, texts: ['道闸未落杆', '车牌识别超时'] },
  { kind: 'perimeter.breach', severity: 'minor', device: 'perimeter', perDay: 0.18, minutes: 6, texts: ['周界触发，疑似树枝', '周界触发，疑似动物'] },
  { kind: 'littering', severity: 'minor', device: 'littering-camera', perDay: 0.1, minutes: 25, texts: ['检测到抛物轨迹，约 17 层', '检测到抛物轨迹，约 9 层'] },
  { kind: 'lift.fault', severity: 'major', device: 'lift', perDay: 0.14, minutes: 65, texts: ['门机故障停梯', '平层异常', '安全回路断开'] },
  { kind: 'pump.pressure-low', severity: 'major', device: 'pump', perDay: 0.05, minutes: 35, texts: ['0.18 MPa（限 0.25）', '0.21 MPa（限 0.25）'] },
  { kind: 'water.leak', severity: 'major', device: 'water-leak', perDay: 0.04, minutes: 45, texts: ['检测到积水'] },
  { kind: 'access.forced', severity: 'major', device: 'access', perDay: 0.03, minutes: 12, texts: ['门被强行打开'] },
  { kind: 'lift.trapped', severity: 'critical', device: 'lift', perDay: 0.012, minutes: 22, texts: ['轿厢内有人，对讲已通'] },
  { kind: 'fire.signal', severity: 'critical', device: 'fire-panel', perDay: 0.02, minutes: 12, texts: ['感烟探测器报警', '手动报警按钮动作'] },
]
