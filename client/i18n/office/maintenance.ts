import type { Same } from '../zh.ts'

export const zh = {
  title: '维护计划', lead: '由近 90 天的告警和报修推算，采纳的工作到当天 8:00 自动成为工单。', print: '打印', month: '月份', before: '上个月', next: '下个月', monthOf: '{{year}} 年 {{month}} 月',
  proposals: '建议', none: '没有建议：没有设备或楼栋明显比同类多出故障。', past: '这个月已经过去。', plan: '计划', empty: '这个月还没有计划。采纳一条建议，就会排到当天。', hoursSum: '{{hours, number}} 小时', dismissed: '另有 {{count}} 条不做', total: '共 {{count}} 项，{{hours, number}} 小时',
  why: { all: '90 天内工单 {{orders}} 张、告警 {{alarms}} 次', usual: '同类平常 {{usual, number}} 次', weekday: '多发生在{{weekday}}', last: '最近 {{day}}' },
  task: { device: '{{name}}预防性维护', building: '{{name}}{{category}}专项排查' }, day: '日期', hours: '小时', accept: '采纳', dismiss: '不做', accepted: '已排入 {{day}}', move: '改期', save: '保存', cancel: '取消', moved: '已改到 {{day}}',
  dismissTitle: '不做这项维护', dismissWhat: '“{{title}}”本月不再建议。', dismissItem: '“{{title}}”将从计划中去掉。', state: { scheduled: '已排', ordered: '已成工单', dismissed: '不做' }, openOrder: '看工单', choose: '请选择小区',
}

export const en: Same<typeof zh> = {
  title: 'Maintenance plan', lead: 'From the alarms and repairs of the last 90 days. What is accepted becomes an order at 8:00 on its day.', print: 'Print', month: 'Month', before: 'Month before', next: 'Next month', monthOf: '{{month}}/{{year}}',
  proposals: 'Proposals', none: 'No proposals: no device or building breaks clearly more often than its kind.', past: 'This month is over.', plan: 'Plan', empty: 'Nothing is planned for this month. A proposal that is accepted comes here.', hoursSum: '{{hours, number}} h', dismissed: '{{count}} more dismissed', total: '{{count}} in all, {{hours, number}} h',
  why: { all: '{{orders}} orders and {{alarms}} alarms in 90 days', usual: 'usual for its kind: {{usual, number}}', weekday: 'mostly on a {{weekday}}', last: 'last on {{day}}' },
  task: { device: 'Preventive maintenance: {{name}}', building: '{{name}}: look into {{category}}' }, day: 'Day', hours: 'Hours', accept: 'Accept', dismiss: 'Dismiss', accepted: 'Planned for {{day}}', move: 'Move', save: 'Save', cancel: 'Cancel', moved: 'Moved to {{day}}',
  dismissTitle: 'Dismiss this work', dismissWhat: '"{{title}}" is not proposed again this month.', dismissItem: '"{{title}}" is taken off the plan.', state: { scheduled: 'Planned', ordered: 'Ordered', dismissed: 'Dismissed' }, openOrder: 'Open order', choose: 'Choose a community',
}
