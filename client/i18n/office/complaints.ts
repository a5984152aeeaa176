import type { Same } from '../zh.ts'

export const zh = {
  title: '投诉盘点', lead: '截至 {{time}}，每件未结投诉、责任人和延误的根因。', print: '打印', none: '今天没有未结投诉', noneLead: '近 24 小时关闭 {{count}} 件。',
  counts: { open: '未结', delayed: '已延误', unexplained: '待说明根因', closed: '近 24 小时关闭', inTime: '其中按时' },
  show: { label: '只看', all: '全部', delayed: '已延误', unexplained: '待说明根因' }, noneShown: '没有符合条件的投诉。', of: '{{community}}的未结投诉', rest: '{{count}} 件',
  column: { complaint: '投诉', age: '已持续', responsible: '责任人', promise: '时限', last: '最近进展', cause: '延误根因' },
  nobody: '未定', lateOf: '已超时：{{promises}}', paused: '暂停计时', due: '{{promise}} {{time}} 前', hours: '{{value, number}} 小时', days: '{{value, number}} 天',
  last: { reported: '登记', assigned: '派单', responded: '接单', arrived: '到场', solution: '提出方案', finished: '处理完成', verified: '验收', noted: '有新记录' },
  cause: { label: '{{number}} 的延误根因', hint: '为什么延误？', save: '记下', change: '修改', saved: '根因已记下', missing: '待说明', cancel: '取消' },
  warnings: { title: '增长预警', why: '近 7 天与本小区此前 8 周相比，超过平均加 3 倍标准差。', line: '{{community}} · {{category}}', count: '近 7 天 {{now}} 件，平常每周 {{usual, number}} 件，上限 {{limit, number}} 件', titled: '{{title}} {{count}} 件' },
  plans: {
    button: '定时发送', title: '定时发送盘点', lead: '每天按当地时间，经外发通道发送一份摘要；不含住户姓名和电话。', none: '还没有安排。', line: '每天 {{time}}', off: '已停用', sent: '上次 {{day}}', scope: '范围', time: '当地时间', enabled: '每天发送', save: '保存', saved: '已保存', list: '已有的安排', edit: '修改：{{scope}}',
  },
}

export const en: Same<typeof zh> = {
  title: 'Complaints', lead: 'As of {{time}}: every open complaint, who is responsible, and the root cause of each delay.', print: 'Print', none: 'No complaint is open today', noneLead: '{{count}} closed in the last 24 h.',
  counts: { open: 'Open', delayed: 'Delayed', unexplained: 'Root cause missing', closed: 'Closed in 24 h', inTime: 'of them in time' },
  show: { label: 'Show', all: 'All', delayed: 'Delayed', unexplained: 'Root cause missing' }, noneShown: 'No complaint fits.', of: 'Open complaints of {{community}}', rest: '{{count}}',
  column: { complaint: 'Complaint', age: 'Open for', responsible: 'Responsible', promise: 'Promise', last: 'Last', cause: 'Root cause of the delay' },
  nobody: 'Nobody yet', lateOf: 'Late: {{promises}}', paused: 'Clock stands still', due: '{{promise}} by {{time}}', hours: '{{value, number}} h', days: '{{value, number}} days',
  last: { reported: 'Reported', assigned: 'Assigned', responded: 'Accepted', arrived: 'Arrived', solution: 'Solution proposed', finished: 'Finished', verified: 'Verified', noted: 'Noted' },
  cause: { label: 'Root cause of the delay of {{number}}', hint: 'Why is it delayed?', save: 'Write down', change: 'Change', saved: 'Root cause written down', missing: 'Missing', cancel: 'Cancel' },
  warnings: { title: 'Early warning', why: 'The last 7 days against the 8 weeks before in the same community: above the mean and three deviations.', line: '{{community}} · {{category}}', count: '{{now}} in 7 days, usually {{usual, number}} a week, limit {{limit, number}}', titled: '{{title}}: {{count}}' },
  plans: {
    button: 'Send daily', title: 'Send the stocktake daily', lead: 'A summary leaves by the outlet every day by local time, without names or phones of residents.', none: 'Nothing is planned yet.', line: 'Daily at {{time}}', off: 'Off', sent: 'last on {{day}}', scope: 'Scope', time: 'Local time', enabled: 'Send it every day', save: 'Save', saved: 'Saved', list: 'Plans', edit: 'Change: {{scope}}',
  },
}
