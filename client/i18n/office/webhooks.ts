import type { Same } from '../zh.ts'

/** Events are named as in the contract, with an underscore for each full stop. */
export const zh = {
  title: '外发推送', lead: '工单和告警发生变化时，通知其他系统（Standard Webhooks 签名）。先后次序不作保证，请以消息中的版本号为准。', empty: '还没有推送。',
  head: { name: '名称', where: '范围', events: '事件', state: '状态', last: '最近应答' },
  state: { on: '启用', off: '停用', ended: '已停止' }, never: '还没有消息', more: '显示已停止的（{{count}}）', fewer: '隐藏已停止的',
  create: '新建推送', change: '更改推送', end: '停止', endOf: '停止 {{name}}', endWhat: '不再向此地址发送；未送达的消息记为失败。不能恢复，需要时请另建。', ended: '已停止推送', changed: '已更改推送',
  name: '名称', nameHint: '例如：城市服务平台', url: '接收地址', urlHint: 'https://…，不能指向内网地址，不跟随跳转。', what: '通知哪些事件', enabled: '启用',
  made: '请保存签名密钥', signing: '签名密钥', signingWhat: '接收方用它核对 webhook-signature。同一 webhook-id 可能送达两次，请只处理一次。',
  event: {
    'order_*': '全部工单事件', 'order_reported': '登记', 'order_assigned': '派单', 'order_reassigned': '改派', 'order_accepted': '接单', 'order_departed': '出发', 'order_arrived': '到场', 'order_waited': '等待', 'order_finished': '完成', 'order_verified': '核验',
    'order_closed': '关闭', 'order_called-back': '回访', 'order_reopened': '重开', 'order_cancelled': '取消', 'order_merged': '合并', 'order_late': '超时', 'order_escalated': '升级', 'alarm_*': '全部告警事件', 'alarm_raised': '告警', 'alarm_acknowledged': '告警确认', 'alarm_cleared': '告警解除',
  },
  deliveries: {
    title: '外发消息', empty: '没有这样的消息。', filter: '显示', show: { failed: '失败', waiting: '等待中', sent: '已发出', all: '全部' },
    head: { at: '时间', kind: '种类', to: '发给', about: '内容', state: '结果' }, kind: { webhook: '推送', resident: '住户短信', staff: '员工通知', other: '其他' },
    state: { waiting: '等待中，{{time}} 再试', sent: '已发出', captured: '演练，未发出', failed: '失败' }, tries_one: '第 {{count}} 次', tries_other: '第 {{count}} 次',
    resend: '重发', resendAll: '全部重发（{{count}}）', resent_one: '已重新发送 {{count}} 条', resent_other: '已重新发送 {{count}} 条', most: '只显示最近 200 条',
  },
}

export const en: Same<typeof zh> = {
  title: 'Webhooks', lead: 'Tell other systems when orders and alarms change (signed by Standard Webhooks). Their order is not promised: go by the version in the message.', empty: 'No webhook yet.',
  head: { name: 'Name', where: 'Scope', events: 'Events', state: 'State', last: 'Last answer' },
  state: { on: 'On', off: 'Off', ended: 'Ended' }, never: 'No message yet', more: 'Show those that ended ({{count}})', fewer: 'Hide those that ended',
  create: 'New webhook', change: 'Change the webhook', end: 'End', endOf: 'End {{name}}', endWhat: 'Nothing more is sent to this address; what has not arrived counts as failed. It cannot be brought back: make a new one instead.', ended: 'The webhook has ended', changed: 'The webhook was changed',
  name: 'Name', nameHint: 'Such as: city service platform', url: 'Receiving address', urlHint: 'https://…; not an address of an internal network, redirects are not followed.', what: 'Events to tell', enabled: 'On',
  made: 'Keep the signing secret', signing: 'Signing secret', signingWhat: 'The receiver checks webhook-signature with it. The same webhook-id may arrive twice: act on it once.',
  event: {
    'order_*': 'All of orders', 'order_reported': 'Reported', 'order_assigned': 'Assigned', 'order_reassigned': 'Reassigned', 'order_accepted': 'Accepted', 'order_departed': 'On the way', 'order_arrived': 'Arrived', 'order_waited': 'Waiting', 'order_finished': 'Finished', 'order_verified': 'Verified',
    'order_closed': 'Closed', 'order_called-back': 'Called back', 'order_reopened': 'Reopened', 'order_cancelled': 'Cancelled', 'order_merged': 'Merged', 'order_late': 'Late', 'order_escalated': 'Escalated', 'alarm_*': 'All of alarms', 'alarm_raised': 'Alarm raised', 'alarm_acknowledged': 'Alarm acknowledged', 'alarm_cleared': 'Alarm cleared',
  },
  deliveries: {
    title: 'Messages that leave', empty: 'No such message.', filter: 'Show', show: { failed: 'Failed', waiting: 'Waiting', sent: 'Sent', all: 'All' },
    head: { at: 'Time', kind: 'Kind', to: 'To', about: 'About', state: 'Result' }, kind: { webhook: 'Webhook', resident: 'Resident', staff: 'Staff', other: 'Other' },
    state: { waiting: 'Waiting, again at {{time}}', sent: 'Sent', captured: 'Drill, not sent', failed: 'Failed' }, tries_one: '{{count}} try', tries_other: '{{count}} tries',
    resend: 'Send again', resendAll: 'Send all again ({{count}})', resent_one: '{{count}} message is sent again', resent_other: '{{count}} messages are sent again', most: 'Only the newest 200 are shown',
  },
}
