import type { Same } from '../zh.ts'

export const zh = {
  title: '工单', view: { label: '看哪些', open: '未结', 'call-back': '待回访', all: '全部' }, search: '单号、内容、地点', searchLabel: '查找工单', filters: '筛选', filtersCount: '筛选 · {{count}}', clear: '清除', late: '超时', unassigned: '待派', mine: '我的',
  column: { number: '单号', what: '什么事', kind: '类别', where: '在哪里', state: '状态', who: '处理人', clock: '承诺', age: '已过', source: '来源' },
  state: '状态', assignee: '处理人', anybody: '所有人', nobody: '待派', any: '不限', from: '登记自', to: '至', count_one: '{{count, number}} 张', count_other: '{{count, number}} 张', shown_one: '已列出 {{count, number}} 张', shown_other: '已列出 {{count, number}} 张', older: '再往前找', loading: '正在查找…', wasLate: '曾超时', reports_one: '{{count}} 户', reports_other: '{{count}} 户',
  pick: '选中 {{number}}', pickAll: '全选', picked_one: '已选 {{count}} 张', picked_other: '已选 {{count}} 张', redistribute: '改派…', oneCommunity: '一次只能改派同一小区的工单。', unpick: '取消选择', export: '导出 CSV', exporting: '正在导出…', exportNote: '按当前筛选导出，最多 5 万张，并记入审计。',
  saved: { title: '已存筛选', none: '还没有保存的筛选。', save: '保存当前筛选', name: '名称', drop: '删除 {{name}}', kept: '已保存' },
  empty: { open: '没有未结工单，一切都已处理。', filtered: '没有符合条件的工单。', 'call-back': '没有待回访的工单。', all: '还没有工单。' }, failed: '查找失败。', waiting: '正在等待第一批数据…',
}

export const en: Same<typeof zh> = {
  title: 'Work orders', view: { label: 'Which', open: 'Open', 'call-back': 'To call back', all: 'All' }, search: 'Number, matter, place', searchLabel: 'Find orders', filters: 'Filters', filtersCount: 'Filters · {{count}}', clear: 'Clear', late: 'Late', unassigned: 'Not assigned', mine: 'Mine',
  column: { number: 'Number', what: 'What', kind: 'Category', where: 'Where', state: 'State', who: 'Assignee', clock: 'Promise', age: 'Age', source: 'Source' },
  state: 'State', assignee: 'Assignee', anybody: 'Anybody', nobody: 'Nobody', any: 'Any', from: 'Reported from', to: 'To', count_one: '{{count, number}} order', count_other: '{{count, number}} orders', shown_one: '{{count, number}} listed', shown_other: '{{count, number}} listed', older: 'Look further back', loading: 'Looking…', wasLate: 'was late', reports_one: '{{count}} home', reports_other: '{{count}} homes',
  pick: 'Choose {{number}}', pickAll: 'Choose all', picked_one: '{{count}} chosen', picked_other: '{{count}} chosen', redistribute: 'Redistribute…', oneCommunity: 'Only orders of one community can be redistributed together.', unpick: 'Choose none', export: 'Export CSV', exporting: 'Exporting…', exportNote: 'What the filters show, at most 50,000 orders; it is written in the audit.',
  saved: { title: 'Saved filters', none: 'No filter is saved yet.', save: 'Save these filters', name: 'Name', drop: 'Drop {{name}}', kept: 'Saved' },
  empty: { open: 'No open orders: everything is done.', filtered: 'No order fits these filters.', 'call-back': 'Nobody is waiting to be called back.', all: 'There are no orders yet.' }, failed: 'The search failed.', waiting: 'Waiting for the first data…',
}
