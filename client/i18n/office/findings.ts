import type { Same } from '../zh.ts'

export const zh = {
  title: '改进项', lead: '复盘和演练中发现的问题：谁负责、何时完成，是否已变成工单或写进预案。', here: '发现的问题', note: '登记改进项', noteTitle: '登记改进项', changeTitle: '更改改进项', change: '更改', close: '关闭', empty: '没有改进项。', emptyHere: '还没有登记。把发现的问题记下来，指定负责人和期限。',
  text: '发现了什么', textHint: '例如：3 号楼总阀找不到，耽误 6 分钟', owner: '负责人', nobody: '未指定', dueOn: '期限', order: '生成工单', orderNone: '不生成', proposal: '建议怎样改预案（可不填）', proposalHint: '例如：增加一步“确认总阀位置”，并在图上标出', plan: '预案', community: '小区', state: '状态', of: '来自', drill: '演练', real: '实战', filter: { open: '未关闭', all: '全部' },
  stateOf: { open: '待处理', done: '已完成', dropped: '不处理' }, late: '已逾期', ordered: '已开单', takenIn: '已写进第 {{edition}} 版', proposed: '建议改预案', done: '已完成', dropped: '不处理', outcome: '结果', outcomeHint: '做了什么，或为什么不处理', closeTitle: '关闭改进项', how: '怎样了结', save: '保存', saved: '已保存', noted: '已登记', closed: '已关闭', report: '复盘报告', by: '{{name}} 登记', due: '{{day}} 前', more_one: '再列 {{count}} 项', more_other: '再列 {{count}} 项', count_one: '{{count}} 项', count_other: '{{count}} 项',
}

export const en: Same<typeof zh> = {
  title: 'Findings', lead: 'What real cases and drills showed: who puts it right until when, and whether it became an order or part of the plan.', here: 'Findings', note: 'Note a finding', noteTitle: 'Note a finding', changeTitle: 'Change a finding', change: 'Change', close: 'Close', empty: 'No findings.', emptyHere: 'None noted yet. Write down what was found, who sees to it and until when.',
  text: 'What was found', textHint: 'Such as: the main valve of building 3 was not found, 6 minutes lost', owner: 'Who sees to it', nobody: 'nobody yet', dueOn: 'Until', order: 'Make an order', orderNone: 'No order', proposal: 'What the plan should say instead (optional)', proposalHint: 'Such as: a step to find the main valve first, and its mark on the map', plan: 'Plan', community: 'Community', state: 'State', of: 'From', drill: 'drill', real: 'real', filter: { open: 'Open', all: 'All' },
  stateOf: { open: 'open', done: 'done', dropped: 'dropped' }, late: 'overdue', ordered: 'order made', takenIn: 'in edition {{edition}}', proposed: 'proposes a change', done: 'It is done', dropped: 'It will not be done', outcome: 'Outcome', outcomeHint: 'What was done, or why not', closeTitle: 'Close a finding', how: 'How it ended', save: 'Save', saved: 'Saved', noted: 'Noted', closed: 'Closed', report: 'Report', by: 'noted by {{name}}', due: 'by {{day}}', more_one: '{{count}} more finding', more_other: '{{count}} more findings', count_one: '{{count}} finding', count_other: '{{count}} findings',
}
