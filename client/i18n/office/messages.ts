import type { Same } from '../zh.ts'

export const zh = {
  title: '通知短信', lead: '工单有进展时发给报事住户的短信；同一进展每个电话只发一次。演练中只记录，不发出。',
  company: '全公司', where: '适用范围', own: '本小区', ofCompany: '沿用全公司', on: '发送', off: '不发送', edit: '更改', dialog: '更改短信：{{turn}}', preview: '预览', zhText: '中文', enText: '英文', enabled: '到这一步时发送', fields: '可用字段', unknown: '没有字段 {{names}}', saved: '已更改短信',
  head: { turn: '进展', text: '内容', state: '状态' },
  turn: { 'reported': '已登记', 'accepted': '已接单', 'on-the-way': '正在前往', 'waiting': '等待', 'done': '已完成', 'closed': '已关闭', 'merged': '已合并' },
  field: { number: '单号', title: '事项', place: '位置', community: '小区', person: '处理人', until: '等到何时' },
  sample: { number: '1121-7Q4K', title: '厨房漏水', place: '2 单元 1201', community: '翰林花园', person: '王强', until: '11月22日 18:30' },
}

export const en: Same<typeof zh> = {
  title: 'Messages', lead: 'Text messages to residents as their matter comes along; each phone hears of each turn once. In a drill they are recorded and not sent.',
  company: 'Whole company', where: 'For', own: 'This community', ofCompany: 'As for the company', on: 'Sent', off: 'Not sent', edit: 'Change', dialog: 'Change the message: {{turn}}', preview: 'Preview', zhText: 'Chinese', enText: 'English', enabled: 'Sent at this turn', fields: 'Fields', unknown: 'There is no field {{names}}', saved: 'The message was changed',
  head: { turn: 'Turn', text: 'Text', state: 'State' },
  turn: { 'reported': 'Registered', 'accepted': 'Accepted', 'on-the-way': 'On the way', 'waiting': 'Waiting', 'done': 'Done', 'closed': 'Closed', 'merged': 'Merged' },
  field: { number: 'Number', title: 'Matter', place: 'Place', community: 'Community', person: 'Person', until: 'Until when' },
  sample: { number: '1121-7Q4K', title: 'Leak in the kitchen', place: 'unit 2, 1201', community: 'Hanlin Garden', person: 'Wang Qiang', until: '22 Nov, 18:30' },
}
