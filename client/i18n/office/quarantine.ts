import type { Same } from '../zh.ts'

export const zh = {
  title: '隔离的消息', lead: '设备和其他系统送来、读不懂的消息连同原因保存 30 天。改正后重放，就像刚刚送到。内容可能涉及个人信息，每次查看都会记入审计。', refresh: '刷新',
  empty: '没有读不懂的消息。', emptyAll: '最近 30 天没有读不懂的消息。', filter: '显示', show: { kept: '待处理', all: '全部' }, most: '共 {{total, number}} 条，只显示最近 200 条。',
  head: { at: '时间', door: '入口', key: '密钥', reason: '原因', body: '内容', state: '状态' }, state: { kept: '待处理', replayed: '已重放', dismissed: '已忽略' },
  company: '全公司', field: '{{field}}：{{message}}', reasons: '还有 {{count}} 处', same_one: '同一原因 {{count}} 条', same_other: '同一原因 {{count}} 条', dismissAll: '全部忽略', dismissedMany_one: '已忽略 {{count}} 条', dismissedMany_other: '已忽略 {{count}} 条',
  correct: '改正', correctTitle: '改正后重放', replay: '重放', replayed: '已重放', reason: '为何读不懂', message: '消息', well: '格式正确', wrongJson: '不是格式正确的 JSON', wrongJsonAt: '不是格式正确的 JSON（第 {{line}} 行）', wrongXml: '不是格式正确的 XML', cut: '这条消息过长，保存时被截断，请补全或由发送方重发。',
  dismiss: '忽略', dismissTitle: '忽略这条消息', dismissWhat: '不再列为待处理，内容满 30 天后删除。', dismissManyTitle: '忽略同一原因的消息', dismissManyWhat: '这 {{count}} 条不再列为待处理，内容满 30 天后删除。', dismissed: '已忽略',
}

export const en: Same<typeof zh> = {
  title: 'Messages in quarantine', lead: 'What devices and other systems sent and nobody could read is kept with the reason for 30 days. Put right and replayed, it counts as if it had just come. It may be personal: every look is written in the audit.', refresh: 'Refresh',
  empty: 'No message that could not be read.', emptyAll: 'No message that could not be read in the last 30 days.', filter: 'Show', show: { kept: 'Waiting', all: 'All' }, most: '{{total, number}} in all; only the newest 200 are shown.',
  head: { at: 'When', door: 'Door', key: 'Key', reason: 'Reason', body: 'Content', state: 'State' }, state: { kept: 'Waiting', replayed: 'Replayed', dismissed: 'Dismissed' },
  company: 'Whole company', field: '{{field}}: {{message}}', reasons: 'and {{count}} more', same_one: '{{count}} for one reason', same_other: '{{count}} for one reason', dismissAll: 'Dismiss all', dismissedMany_one: '{{count}} dismissed', dismissedMany_other: '{{count}} dismissed',
  correct: 'Correct', correctTitle: 'Correct and replay', replay: 'Replay', replayed: 'Replayed', reason: 'Why it could not be read', message: 'Message', well: 'Well-formed', wrongJson: 'Not well-formed JSON', wrongJsonAt: 'Not well-formed JSON (line {{line}})', wrongXml: 'Not well-formed XML', cut: 'This message was too long and was cut when it was kept: complete it, or have it sent again.',
  dismiss: 'Dismiss', dismissTitle: 'Dismiss this message', dismissWhat: 'It no longer waits; its content goes after 30 days.', dismissManyTitle: 'Dismiss all of one reason', dismissManyWhat: 'These {{count}} no longer wait; their content goes after 30 days.', dismissed: 'Dismissed',
}
