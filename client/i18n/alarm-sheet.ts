import i18next from 'i18next'
import type { Same } from './zh.ts'

const zh = {
  alarmSheet: {
    path: '状态', received: '收到', deviceAt: '设备时间', ahead: '设备时钟快 {{age}}，以收到时间为准', behind: '设备时钟慢或消息晚到 {{age}}，以收到时间为准', times_one: '{{count}} 次', times_other: '{{count}} 次', lastAt: '最近 {{age}}前', fleeting_one: '{{count}} 次几秒内即恢复', fleeting_other: '{{count}} 次几秒内即恢复',
    chattering: '频繁抖动：自 {{time}} 起只计次数，平息后恢复正常显示。建议搁置，并检查传感器或规则。', clocks: '时限', kept: '{{time}} 达成', keptLate: '晚 {{time}} 达成', left: '剩 {{time}}', late: '已晚 {{time}}', over: '未达成', seen: '看到', seenBy: '{{who}}，{{time}}', unseen: '还没有人确认', acting: '处置', actingBy: '{{who}}，{{time}}', nobody: '还没有人处置',
    safety: '危及生命', exercise: { test: '发送方标明这是测试，不计时限', exercise: '发送方标明这是演习，不计时限' }, window: '设备在检修窗口内。', cause: '上级告警', causeNow: '因{{name}}的告警停报', folded_one: '因此停报 {{count}} 条', folded_other: '因此停报 {{count}} 条', foldedMore: '另有 {{count}} 条未列出', openFolded: '在告警页查看',
    device: '设备', valuesFailed: '读不到设备数据。', camera: '查看监控',
    order: '工单', ordered: '查看工单', noOrder: '没有工单', comment: '备注', commentHint: '看到了什么、联系了谁', send: '添加备注',
    shelve: '搁置', shelveTitle: '搁置告警', shelveLead: '搁置期间照常计量，不列出也不响；到时自动恢复。', shelveSafety: '这条告警危及生命：您的申请要由另一位值班人员同意，同意前照常响铃。', reason: '原因', reasonHint: '例如：维保单位正在现场，已确认误报', until: '到', end: { quarter: '15 分钟', hour: '1 小时', four: '4 小时', shift: '本班结束', custom: '自定' }, shiftEnds: '本班结束 {{time}}', customUntil: '到什么时间（24 小时内）', badUntil: '请选 24 小时内的将来时间。', confirmShelve: '搁置', askShelve: '申请搁置',
    asked: '{{who}} 申请搁置到 {{time}}：{{reason}}', askedOwn: '等待另一位值班人员同意，15 分钟内没有人同意则作废。', agree: '同意搁置', shelved: '{{who}} 搁置到 {{time}}：{{reason}}', agreed: '{{who}} 同意', unshelve: '取消搁置', reset: '复位', resetLead: '已恢复，需要人工复位后才消除。',
    plans: '适用预案', planRuns: '预案运行中', gone: '这条告警不存在，或不在您的范围内。',
  },
}

const en: Same<typeof zh> = {
  alarmSheet: {
    path: 'States', received: 'Received', deviceAt: 'Device time', ahead: 'the device’s clock is {{age}} ahead; the time of receipt counts', behind: 'the device’s clock is {{age}} behind, or the message was late; the time of receipt counts', times_one: 'once', times_other: '{{count}} times', lastAt: 'last {{age}} ago', fleeting_one: '{{count}} of them gone within seconds', fleeting_other: '{{count}} of them gone within seconds',
    chattering: 'Chattering: since {{time}} only counted, until it keeps still. Consider shelving it, and look at the sensor or the rule.', clocks: 'Clocks', kept: 'kept at {{time}}', keptLate: 'kept late by {{time}}', left: '{{time}} left', late: 'late by {{time}}', over: 'not kept', seen: 'Seen by', seenBy: '{{who}}, {{time}}', unseen: 'Nobody has acknowledged it', acting: 'Acted on by', actingBy: '{{who}}, {{time}}', nobody: 'Nobody acts on it',
    safety: 'life safety', exercise: { test: 'Its sender marked it as a test: no clocks', exercise: 'Its sender marked it as an exercise: no clocks' }, window: 'The device is in a maintenance window.', cause: 'Its cause', causeNow: 'Held back by the alarm of {{name}}', folded_one: 'Holds back {{count}} alarm', folded_other: 'Holds back {{count}} alarms', foldedMore: '{{count}} more not listed', openFolded: 'On the page of alarms',
    device: 'Device', valuesFailed: 'The device cannot be read.', camera: 'Look at its camera',
    order: 'Order', ordered: 'Open its order', noOrder: 'No order', comment: 'Comment', commentHint: 'What was seen, who was called', send: 'Add the comment',
    shelve: 'Shelve', shelveTitle: 'Shelve the alarm', shelveLead: 'While shelved it is measured on, neither listed nor heard; it comes back by itself.', shelveSafety: 'Lives may depend on this alarm: a second person on duty has to agree, and it rings until they do.', reason: 'Reason', reasonHint: 'For example: the lift company is on site, false alarm confirmed', until: 'Until', end: { quarter: '15 minutes', hour: '1 hour', four: '4 hours', shift: 'End of shift', custom: 'Other' }, shiftEnds: 'End of shift {{time}}', customUntil: 'Until when (within 24 hours)', badUntil: 'Choose a time within the next 24 hours.', confirmShelve: 'Shelve', askShelve: 'Ask to shelve',
    asked: '{{who}} wants to shelve it until {{time}}: {{reason}}', askedOwn: 'A second person on duty has to agree within 15 minutes.', agree: 'Agree to shelve', shelved: 'Shelved by {{who}} until {{time}}: {{reason}}', agreed: '{{who}} agreed', unshelve: 'Unshelve', reset: 'Reset', resetLead: 'It is gone and stays listed until it is reset by hand.',
    plans: 'Plans that fit', planRuns: 'A plan runs for it', gone: 'This alarm does not exist, or is outside your scope.',
  },
}

/** Words of the alarm sheet and of shelving; they come with it. */
export const alarmSheetWords = { zh, en }
export type AlarmSheetWords = typeof zh

for (const language of ['zh', 'en'] as const) i18next.addResourceBundle(language, 'translation', alarmSheetWords[language], true, true)
