import type { Same } from '../zh.ts'

export const zh = {
  title: '工作量', lead: '按完成工单时的处理人和完成日统计，用于计酬。', export: '导出 CSV', exportHint: '导出会记入审计。', empty: '这个小区还没有人员。', list: '每人工作量', byPost: '按岗位合计',
  span: { label: '时间', month: '本月', before: '上月', own: '自选' }, from: '从', to: '到', badSpan: '“到”不能早于“从”。', sum: '合计',
  column: { name: '姓名', post: '岗位', people: '人数', done: '完成', onTime: '按时', late: '超时', rating: '评分', calledBack: '已回访', passed: '满意', reopened: '返工', declined: '退单', minutes: '平均用时' },
  meaning: { onTime: '在承诺的完成时间之前完成', rating: '住户回访评分的平均值和份数', reopened: '完成后又被重开，不再计入完成', minutes: '从接单到完成' },
  minutes: '{{value, number}} 分钟', hours: '{{value, number}} 小时', rated: '{{rating}}（{{count}}）', sort: '按{{column}}排序', sorted: { down: '从高到低', up: '从低到高' },
}

export const en: Same<typeof zh> = {
  title: 'Work done', lead: 'Counted for whoever had the order when it was finished, on the day on which it was; for pay.', export: 'Export CSV', exportHint: 'An export is written in the audit.', empty: 'Nobody is on the roll of this community.', list: 'Work done by each person', byPost: 'Totals by post',
  span: { label: 'Time', month: 'This month', before: 'Last month', own: 'Choose' }, from: 'From', to: 'To', badSpan: '"To" cannot be before "From".', sum: 'Total',
  column: { name: 'Name', post: 'Post', people: 'People', done: 'Done', onTime: 'On time', late: 'Late', rating: 'Rating', calledBack: 'Called back', passed: 'Satisfied', reopened: 'Reopened', declined: 'Given back', minutes: 'Mean time' },
  meaning: { onTime: 'Finished by the time that was promised', rating: 'Mean of what residents said when called back, and how many did', reopened: 'Opened again after it was finished; no longer counted as done', minutes: 'From acceptance to finish' },
  minutes: '{{value, number}} min', hours: '{{value, number}} h', rated: '{{rating}} ({{count}})', sort: 'Sort by {{column}}', sorted: { down: 'highest first', up: 'lowest first' },
}
