import type { Same } from '../zh.ts'

export const zh = {
  title: '承诺时限', lead: '从报事起算，回访从关闭起算。新的承诺只约束之后登记的工单，已登记的不变。', place: '范围', empty: '这里还没有承诺。',
  set: '新增承诺', change: '更改', history: '显示历史', noHistory: '隐藏历史', particular_one: '更具体的 {{count}} 条', particular_other: '更具体的 {{count}} 条', any: '不限', anyCategory: '不限类别', anyPriority: '不限紧急程度',
  own: '本范围专用', region: '区域规定', from: '{{time}} 起', never: '不承诺', fromOld: '一直有效',
  standing: { later: '{{time}} 起改为', takenBack: '{{from}} 至 {{until}}，已撤回', replaced: '{{from}} 至 {{until}}，被取代', over: '已撤回，现无承诺' },
  head: { what: '工单', since: '生效' },
  name: { respond: '响应', arrive: '到场', solution: '提出方案', finish: '完成', close: '关闭', callBack: '回访' },
  within: { respond: '{{limit}}内响应', arrive: '{{limit}}内到场', solution: '{{limit}}内提出方案', finish: '{{limit}}内完成', close: '{{limit}}内关闭', callBack: '关闭后 {{limit}}内回访' }, comma: '，',
  said: {
    minutes_one: '{{count}} 分钟', minutes_other: '{{count}} 分钟', hours_one: '{{count}} 小时', hours_other: '{{count}} 小时', 'whole-days_one': '{{count}} 天', 'whole-days_other': '{{count}} 天', 'working-minutes_one': '{{count}} 工作分钟', 'working-minutes_other': '{{count}} 工作分钟',
    'working-hours_one': '{{count}} 工作小时', 'working-hours_other': '{{count}} 工作小时', days_one: '{{count}} 日', days_other: '{{count}} 日', 'working-days_one': '{{count}} 个工作日', 'working-days_other': '{{count}} 个工作日', sameDay: '当天', nextDay: '次日', sameWorkingDay: '当个工作日',
  },
  unit: { minutes: '分钟', hours: '小时', 'whole-days': '天（每天 24 小时）', 'working-minutes': '工作分钟', 'working-hours': '工作小时', days: '日（到当地日终，0 为当天）', 'working-days': '工作日（到日终，0 为当个工作日）' },
  form: {
    set: '新增承诺', setOf: '更改承诺', where: '适用范围', category: '类别', priority: '紧急程度', narrower: '更具体的条件', source: '来源', facility: '公共设施', hours: '报事时间', limits: '时限', amount: '{{name}}时限', unit: '{{name}}的单位', promise: '承诺{{name}}',
    preview: '登记后：{{sentence}}。', start: '何时生效', now: '立即', later: '指定时间', at: '生效时间', atHint: '按本机时区', more: '预警、升级与暂停', warnAt: '时限用去百分之几时预警', escalate: '超时多少分钟后通知', pauses: '等待期间停表的原因', reason: '原因', save: '设定', saved: '已设定', savedLater: '已设定，{{time}} 起生效',
  },
  back: { act: '撤回', title: '撤回承诺', what: '从此刻起登记的工单将按：{{sentence}}。', whatLater: '尚未生效，撤回后不会生效。', nothing: '撤回后这类工单没有任何承诺。', done: '已撤回' },
}

export const en: Same<typeof zh> = {
  title: 'Promises', lead: 'Counted from the report, the call-back from the closing. A new promise binds only what is reported from then on.', place: 'Place', empty: 'Nothing is promised here yet.',
  set: 'New promise', change: 'Change', history: 'Show history', noHistory: 'Hide history', particular_one: '{{count}} more particular', particular_other: '{{count}} more particular', any: 'Any', anyCategory: 'Any category', anyPriority: 'Any priority',
  own: 'Set for this place', region: 'By the region', from: 'from {{time}}', never: 'Not promised', fromOld: 'always',
  standing: { later: 'From {{time}}', takenBack: '{{from}} to {{until}}, taken back', replaced: '{{from}} to {{until}}, replaced', over: 'Taken back; nothing is promised now' },
  head: { what: 'Order', since: 'In force' },
  name: { respond: 'Response', arrive: 'On site', solution: 'Proposal', finish: 'Finish', close: 'Closing', callBack: 'Call-back' },
  within: { respond: 'response within {{limit}}', arrive: 'on site within {{limit}}', solution: 'proposal within {{limit}}', finish: 'finished within {{limit}}', close: 'closed within {{limit}}', callBack: 'call-back within {{limit}} of the closing' }, comma: ', ',
  said: {
    minutes_one: '{{count}} min', minutes_other: '{{count}} min', hours_one: '{{count}} h', hours_other: '{{count}} h', 'whole-days_one': '{{count}} day', 'whole-days_other': '{{count}} days', 'working-minutes_one': '{{count}} working min', 'working-minutes_other': '{{count}} working min',
    'working-hours_one': '{{count}} working hour', 'working-hours_other': '{{count}} working hours', days_one: '{{count}} calendar day', days_other: '{{count}} calendar days', 'working-days_one': '{{count}} working day', 'working-days_other': '{{count}} working days', sameDay: 'the same day', nextDay: 'the next day', sameWorkingDay: 'the same working day',
  },
  unit: { minutes: 'minutes', hours: 'hours', 'whole-days': 'days of 24 hours', 'working-minutes': 'working minutes', 'working-hours': 'working hours', days: 'days, to the local day’s end (0: the same)', 'working-days': 'working days, to the day’s end (0: the same)' },
  form: {
    set: 'New promise', setOf: 'Change a promise', where: 'Where', category: 'Category', priority: 'Priority', narrower: 'More particular', source: 'Source', facility: 'Public facility', hours: 'Reported', limits: 'Limits', amount: '{{name}}: amount', unit: '{{name}}: unit', promise: 'Promise: {{name}}',
    preview: 'From the report: {{sentence}}.', start: 'Begins', now: 'At once', later: 'At a time', at: 'From', atHint: 'By this computer’s clock', more: 'Warning, escalation and pauses', warnAt: 'Warn when this share of the time is gone, per cent', escalate: 'Minutes late after which they hear of it', pauses: 'Waiting that stops the clocks', reason: 'Reason', save: 'Set', saved: 'Set', savedLater: 'Set, from {{time}}',
  },
  back: { act: 'Take back', title: 'Take a promise back', what: 'What is reported from now on is promised: {{sentence}}.', whatLater: 'It is not in force yet, and will not be.', nothing: 'Nothing would be promised for such orders.', done: 'Taken back' },
}
