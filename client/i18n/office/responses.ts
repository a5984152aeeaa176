import type { Same } from '../zh.ts'

export const zh = {
  title: '告警响应', lead: '告警响起之后怎么办：几时应答、通知谁、派什么单。越具体的越优先：小区先于告警类型，再看级别。已经响着的告警仍按原规则。', place: '范围', empty: '这里还没有规则。',
  set: '新增规则', anyKind: '各类告警', anySeverity: '不限级别', own: '本小区专用', ofCompany: '全公司', elsewhere_one: '另有 {{count}} 个小区有专用规则，请在“范围”中选择小区查看。', elsewhere_other: '另有 {{count}} 个小区有专用规则，请在“范围”中选择小区查看。',
  group: { any: '通用', lives: '关乎生命', kinds: '按告警类型' },
  head: { alarm: '告警', nature: '性质', clocks: '处置时限', told: '无人应答时通知', order: '自动工单' },
  lifeSafety: '关乎生命', latching: '恢复后须人工复位',
  clock: { answer: '{{time}}内应答', start: '{{time}}内开始处置', arrive: '{{time}}内到场' }, clockName: { answer: '应答', start: '开始处置', arrive: '到场' }, noClock: '不计时', notTold: '不通知',
  told: '{{time}}后通知{{who}}', makes: '自动派生工单“{{order}}”', nothing: '没有时限，不通知，也不派单', comma: '，', and: '、',
  time: { seconds_one: '{{count}} 秒', seconds_other: '{{count}} 秒', minutes_one: '{{count}} 分钟', minutes_other: '{{count}} 分钟', hours_one: '{{count}} 小时', hours_other: '{{count}} 小时' },
  unit: { seconds: '秒', minutes: '分钟', hours: '小时' },
  form: {
    set: '新增规则', change: '更改规则', kind: '告警类型', otherKind: '其他（填代码）', code: '类型代码', codeHint: '外部系统发来的类型，小写字母、数字、点和连字符，如 ups.battery-low', severity: '级别',
    told: '无人应答多久后通知', amount: '{{name}}的时间', unit: '{{name}}的单位', order: '告警响起时自动派生工单', category: '类别', priority: '紧急程度', facility: '公共设施', noFacility: '不指定', joins: '同一设备已有未完成的同类工单时，告警并入那一张，不重复派单。',
    lifeSafetyHint: '不会被折叠，一个人不能搁置', latchingHint: '告警消失后仍留在列表，直到现场确认并复位',
    preview: '收到告警后：{{sentence}}。', replaces: '已有一条同样范围的规则，保存后以新的为准。', aside: '小区规则先于告警类型：{{kinds}}在这个小区也将按这条规则处置，不再按各自的规定时限。', save: '保存', saved: '已保存，之后响起的告警按新规则',
  },
  end: { act: '停用', title: '停用规则', what: '“{{about}}”的规则将停用，之后响起的告警按更宽的规则处置。', done: '已停用' },
}

export const en: Same<typeof zh> = {
  title: 'Alarm response', lead: 'What follows from an alarm: how soon it is answered, who is told, which order it makes. The most particular row holds: community before kind, then severity. Alarms that ring already keep theirs.', place: 'Place', empty: 'No row here yet.',
  set: 'New row', anyKind: 'Any alarm', anySeverity: 'Any severity', own: 'Of this community', ofCompany: 'Whole company', elsewhere_one: '{{count}} community has rows of its own; choose it under “Place”.', elsewhere_other: '{{count}} communities have rows of their own; choose one under “Place”.',
  group: { any: 'In general', lives: 'Life safety', kinds: 'By kind' },
  head: { alarm: 'Alarm', nature: 'Nature', clocks: 'Time limits', told: 'Told when unanswered', order: 'Order' },
  lifeSafety: 'Life safety', latching: 'Reset by hand',
  clock: { answer: 'answered within {{time}}', start: 'begun within {{time}}', arrive: 'on site within {{time}}' }, clockName: { answer: 'Answered', start: 'Begun', arrive: 'On site' }, noClock: 'No limit', notTold: 'Not told',
  told: '{{who}} after {{time}}', makes: 'an order “{{order}}”', nothing: 'no limit, nobody told, no order', comma: ', ', and: ', ',
  time: { seconds_one: '{{count}} s', seconds_other: '{{count}} s', minutes_one: '{{count}} min', minutes_other: '{{count}} min', hours_one: '{{count}} h', hours_other: '{{count}} h' },
  unit: { seconds: 'seconds', minutes: 'minutes', hours: 'hours' },
  form: {
    set: 'New row', change: 'Change a row', kind: 'Kind of alarm', otherKind: 'Another (by code)', code: 'Code of the kind', codeHint: 'As another system sends it: small letters, digits, dots and hyphens, such as ups.battery-low', severity: 'Severity',
    told: 'Told when nobody has answered for', amount: '{{name}}: time', unit: '{{name}}: unit', order: 'Make an order when it rings', category: 'Category', priority: 'Priority', facility: 'Public facility', noFacility: 'Not said', joins: 'Where an order about the same is open at the same device, the alarm joins it instead.',
    lifeSafetyHint: 'neither folded away nor shelved by one person', latchingHint: 'what has gone stays listed until somebody looked and reset it',
    preview: 'After the alarm: {{sentence}}.', replaces: 'There is a row about the same: the new one takes its place.', aside: 'A community counts for more than a kind: {{kinds}} will follow this row here too, and no longer the limits of their own.', save: 'Save', saved: 'Saved; alarms from now on follow it',
  },
  end: { act: 'End', title: 'End a row', what: 'The row about “{{about}}” will end; alarms from then on follow the wider one.', done: 'Ended' },
}
