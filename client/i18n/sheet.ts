import i18next from 'i18next'
import type { Same } from './zh.ts'

const zh = {
  sheet: {
    more: '更多', less: '收起', do: {
      accept: '接单', grab: '抢单', depart: '出发', arrive: '到场', finish: '完成', verify: '验收', close: '关闭工单', wait: '等待', resume: '继续处理', decline: '退单', reopen: '重开', cancel: '取消工单', merge: '合并', 'call-back': '回访',
      note: '备注', 'propose-solution': '答复方案', explain: '说明原因', correct: '更正', join: '并入报事',
    },
    reasonFor: { decline: '退单原因', reopen: '重开原因', cancel: '取消原因' }, cancelWarn: '取消后不能恢复，时限停止计算。', reopenWarn: '承诺重新计时，需再次派单。', declineWarn: '退回待派，不会再派给同一个人。',
    waitFor: '等什么', until: '等到', untilIn: { hours: '2 小时后', tomorrow: '明天此时', days: '3 天后' }, waitNote: '补充说明（可不填）', pauses: '按承诺约定，等待期间时限可能暂停。',
    note: '备注', noteHint: '例如：钥匙在门岗', noteOptional: '备注（可不填）', photosBefore: '处理前', photosAfter: '处理后',
    solution: '方案', solutionHint: '答复住户的处理办法', agreed: '与住户约定的日期（可不填）', agreedNote: '约定后，完成时限以此为准。', cause: '根本原因', causeHint: '为什么晚了，或为什么投诉',
    reached: '联系上了吗', satisfied: '住户满意吗', rating: '评分', ratingNone: '没有评分', yes: '是', no: '否', stars_one: '{{count}} 分', stars_other: '{{count}} 分',
    mergeInto: '并入哪一张', mergeNote: '这张工单将结束，报事人随之并入，由那一张通知进展。', mergeNone: '本小区没有相近的未结工单。', mergeSame: '同处', mergeOther: '同类', joinNote: '又一位住户报了同一件事。', correctNote: '时限按更正后的内容，从登记时起算。', correctReason: '更正原因（可不填）', facility: '设施', noFacility: '无', noBuilding: '公共区域',
    checklist: '完工清单', must: '必做', checked: '{{done}}/{{of}} 项已完成', photoNeeded: '这类工单完成时需要照片。', signatureNeeded: '这类工单完成时需要签名。', send: '确定', fill: '请填写。',
    by: '由 {{who}}',
    escalated: '已升级至{{who}}', reopened_one: '第 {{count}} 次重开', reopened_other: '第 {{count}} 次重开', waiting: '{{reason}}，至 {{until}}', paused: '时限暂停', running: '时限照计', overdue: '已过预计时间', pausedFor: '累计暂停 {{time}}', warned: '即将超时', stands: '暂停', missed: '已超时', solutionSaid: '方案', agreedOn: '约定 {{date}}', causeAsked: '这张投诉已超时，请说明根本原因。', rootCause: '根本原因', mergedInto: '已并入另一张工单', calledBack: '回访', called: { unreached: '未联系上', satisfied: '满意', unsatisfied: '不满意' }, maintenance: '预防性维护', language: '报事语言', zh: '中文', en: '英文', device: '设备',
    reports_one: '{{count}} 位住户报过', reports_other: '{{count}} 位住户报过', showReports: '显示全部报事人', tellAll: '进展按短信模板一并通知所有报事人。', related: '同处的工单与告警', relatedNone: '90 天内这里没有别的事。', merged: '并入的工单', photos: '照片',
    older: '已结束', plans: '适用预案', noTimeline: '还没有记录。', failed: '这张工单读不出来。', gone: '这张工单不存在，或不在您的范围内。', stale: '画面不新鲜，先核对再操作。',
  },
}

const en: Same<typeof zh> = {
  sheet: {
    more: 'More', less: 'Less', do: {
      accept: 'Accept', grab: 'Take it', depart: 'Set out', arrive: 'Arrived', finish: 'Finish', verify: 'Verify', close: 'Close order', wait: 'Wait', resume: 'Go on', decline: 'Give back', reopen: 'Reopen', cancel: 'Cancel order', merge: 'Merge', 'call-back': 'Call back',
      note: 'Note', 'propose-solution': 'Propose a solution', explain: 'Explain', correct: 'Correct', join: 'Add a resident',
    },
    reasonFor: { decline: 'Why it is given back', reopen: 'Why it is reopened', cancel: 'Why it is cancelled' }, cancelWarn: 'Cancelling cannot be undone; its clocks stop.', reopenWarn: 'Its promises run anew, and it must be assigned again.', declineWarn: 'It waits to be assigned, and does not come to the same person again.',
    waitFor: 'Waiting for', until: 'Until', untilIn: { hours: 'In 2 hours', tomorrow: 'Tomorrow', days: 'In 3 days' }, waitNote: 'More (optional)', pauses: 'Its promises may allow the clocks to stand still meanwhile.',
    note: 'Note', noteHint: 'For example: the key is at the gate', noteOptional: 'Note (optional)', photosBefore: 'Before', photosAfter: 'After',
    solution: 'Solution', solutionHint: 'What the resident is offered', agreed: 'Day agreed with the resident (optional)', agreedNote: 'The finish is then promised for that time.', cause: 'Root cause', causeHint: 'Why it was late, or why they complained',
    reached: 'Reached them?', satisfied: 'Are they satisfied?', rating: 'Rating', ratingNone: 'None', yes: 'Yes', no: 'No', stars_one: '{{count}} point', stars_other: '{{count}} points',
    mergeInto: 'Merge into', mergeNote: 'This order ends. Its residents go along and hear from the other one.', mergeNone: 'There is no open order like it in this community.', mergeSame: 'Same place', mergeOther: 'Same kind', joinNote: 'One more resident with the same matter.', correctNote: 'Its promises become those of what it really is, counted from the report.', correctReason: 'Why (optional)', facility: 'Facility', noFacility: 'None', noBuilding: 'Common area',
    checklist: 'Checklist', must: 'must', checked: '{{done}} of {{of}} done', photoNeeded: 'A photo is needed to finish it.', signatureNeeded: 'A signature is needed to finish it.', send: 'Confirm', fill: 'Fill this in.',
    by: 'by {{who}}',
    escalated: 'Escalated to the {{who}}', reopened_one: 'reopened once', reopened_other: 'reopened {{count}} times', waiting: '{{reason}}, until {{until}}', paused: 'clocks stand still', running: 'clocks run', overdue: 'past the expected time', pausedFor: 'stood still for {{time}}', warned: 'soon late', stands: 'stands still', missed: 'broken', solutionSaid: 'Solution', agreedOn: 'agreed for {{date}}', causeAsked: 'This complaint is late: say why.', rootCause: 'Root cause', mergedInto: 'Merged into another order', calledBack: 'Call-back', called: { unreached: 'not reached', satisfied: 'satisfied', unsatisfied: 'not satisfied' }, maintenance: 'Preventive maintenance', language: 'Language', zh: 'Chinese', en: 'English', device: 'Device',
    reports_one: '{{count}} resident reported it', reports_other: '{{count}} residents reported it', showReports: 'Show everybody who reported', tellAll: 'All of them hear of its progress by the message templates.', related: 'Orders and alarms of the place', relatedNone: 'Nothing else happened here in 90 days.', merged: 'Merged into it', photos: 'Photos',
    older: 'over', plans: 'Plans that fit', noTimeline: 'Nothing yet.', failed: 'This order cannot be read.', gone: 'This order does not exist, or is outside your scope.', stale: 'The picture is not fresh: check before you act.',
  },
}

/** Words of the order sheet; they come with it. */
export const sheetWords = { zh, en }
export type SheetWords = typeof zh

for (const language of ['zh', 'en'] as const) i18next.addResourceBundle(language, 'translation', sheetWords[language], true, true)
