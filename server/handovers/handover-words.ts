import type { Door } from '#shared/doors.ts'
import type { PromiseKind } from '#shared/orders.ts'
import type { Post } from '#shared/people.ts'
import type { Bilingual } from '#shared/text.ts'

// A sheet is kept as it was written, so it carries its words; a test holds them to those of the screens.

export const doorWords: Record<Door, Bilingual> = {
  requests: { zh: '报事', en: 'Requests' },
  alarms: { zh: '告警', en: 'Alarms' },
  positions: { zh: '位置', en: 'Positions' },
  telemetry: { zh: '设备数据', en: 'Device values' },
  alertmanager: { zh: '监控系统', en: 'Monitoring' },
  cap: { zh: '公共预警', en: 'Public warnings' },
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

/** Why an alarm is aside. */
export const asideWords: Record<'shelved' | 'out-of-service', Bilingual> = {
  'shelved': { zh: '已搁置', en: 'Shelved' },
  'out-of-service': { zh: '检修中', en: 'Under maintenance' },
}
