import type { Same } from '../zh.ts'

export const zh = {
  title: '数据来源', lead: '每个来源多久没有消息就算静默；静默本身是一条告警，恢复后自行消除。', head: { door: '来源', heard: '最近消息', limit: '静默时限', state: '状态' },
  never: '从未收到', ago: '{{age}}前', quiet: '不限', own: '本小区设定', usual: '默认', state: { silent: '静默', speaking: '正常', unused: '未使用' }, change: '更改', choose: '请选择小区',
  dialog: '更改静默时限：{{door}}', limit: '多久没有消息算静默', saved: '已更改静默时限', other: '其他时长', seconds: '秒（30 至 2592000）',
}

export const en: Same<typeof zh> = {
  title: 'Feeds', lead: 'How long each may say nothing before it counts as silent. Silence is an alarm of its own, and ends by itself when it is heard again.', head: { door: 'Feed', heard: 'Last heard', limit: 'Silent after', state: 'State' },
  never: 'never', ago: '{{age}} ago', quiet: 'No limit', own: 'set for this community', usual: 'as usual', state: { silent: 'Silent', speaking: 'Heard', unused: 'Not used' }, change: 'Change', choose: 'Choose a community',
  dialog: 'Change when it counts as silent: {{door}}', limit: 'Silent after', saved: 'The limit was changed', other: 'Another time', seconds: 'Seconds (30 to 2592000)',
}
