import { reportSuggestions, type ReportedCategory } from '#shared/report-suggestions.ts'
import type { Language } from '#shared/text.ts'
import type { Same } from './zh.ts'

/** What a state is called to somebody who waits. */
type Stage = 'waiting' | 'given' | 'working' | 'paused' | 'done' | 'cancelled'

const zh = {
  title: '扫码报事', other: 'English', otherLabel: 'Switch to English', loading: '正在打开…', required: '必填', close: '关闭',
  urgent: '有人被困、起火、闻到燃气味、大量跑水时，请立即打电话给物业值班室，或拨打 119、110、120。',
  known: '这里已经报过', knownLead: '是同一件事？点“我也是”，处理进展会一并通知您。', me: '我也是', meFor: '我也是：{what}', at: '{time} 报',
  what: '什么问题', pick: '请选择一类', which: '具体情况', whichHint: '一句话说明，例如：3 层电梯口灯不亮', more: '补充说明（可不填）', where: '具体位置（可不填）', whereHint: '例如：2 单元 3 层',
  photos: '照片（最多 {most} 张，可不加）', addPhoto: '拍照或选照片', photoNo: '照片 {n}', removePhoto: '移除照片 {n}', sendingPhoto: '照片上传中…',
  phone: '手机号（可不填）', phoneHint: '只用来联系您处理这件事。', send: '提交', sending: '正在提交…', join: '我也遇到', joinLead: '您也遇到了：{what}', back: '返回',
  sent: '已收到', number: '单号', promise: '我们会在 {time} 前答复。', promiseNoTime: '我们会尽快答复。', follow: '查看处理进展', another: '再报一件',
  track: '处理进展', reportedAt: '报事时间', answerBy: '答复时限', doneBy: '预计完成', refreshed: '自动更新',
  goneTitle: '这个二维码不能用了', gone: '它可能已停用或印错了。请扫描旁边的新码，或打电话给物业。', trackGone: '找不到这件事。请检查链接是否完整。', reportHere: '到这里报事',
  network: '网络不通，还没有提交。请检查网络后再按一次，不会重复。', wait: '这里刚刚报得太多，请 {minutes} 分钟后再试。', waitUrgent: '情况紧急请直接打电话。', failed: '没有提交成功，请再试一次。', retry: '重试',
  category: { repair: '报修', security: '安全秩序', cleaning: '卫生保洁', greening: '绿化', parking: '停车交通', complaint: '投诉建议', 'resident-service': '咨询服务' } satisfies Record<ReportedCategory, string>,
  stage: { waiting: '已登记，等待派人', given: '已派人，等待接单', working: '正在处理', paused: '暂时等待（配件或外部单位），会继续跟进', done: '已处理完成', cancelled: '已取消' } satisfies Record<Stage, string>,
  steps: { reported: '已登记', working: '处理中', done: '已完成' },
  suggestions: reportSuggestions.zh,
}

const en: Same<typeof zh> = {
  title: 'Report a problem', other: '中文', otherLabel: '切换到中文', loading: 'Opening…', required: 'needed', close: 'Close',
  urgent: 'Somebody is trapped, there is fire, a smell of gas, or water pouring out: phone the duty office at once, or dial 119, 110 or 120.',
  known: 'Already reported here', knownLead: 'The same matter? Press “Me too” and you will hear of it as well.', me: 'Me too', meFor: 'Me too: {what}', at: 'reported {time}',
  what: 'What is it about', pick: 'Choose one', which: 'What is wrong', whichHint: 'In one line, such as: no light by the lift on floor 3', more: 'More about it (optional)', where: 'Where exactly (optional)', whereHint: 'Such as: unit 2, floor 3',
  photos: 'Photos (up to {most}, optional)', addPhoto: 'Take or choose a photo', photoNo: 'Photo {n}', removePhoto: 'Remove photo {n}', sendingPhoto: 'Sending the photo…',
  phone: 'Phone number (optional)', phoneHint: 'Used only to reach you about this.', send: 'Send', sending: 'Sending…', join: 'Me too', joinLead: 'You have the same: {what}', back: 'Back',
  sent: 'We have it', number: 'Number', promise: 'We answer by {time}.', promiseNoTime: 'We answer as soon as we can.', follow: 'See how it goes', another: 'Report something else',
  track: 'How it goes', reportedAt: 'Reported', answerBy: 'Answer by', doneBy: 'Expected done', refreshed: 'Updates by itself',
  goneTitle: 'This code no longer works', gone: 'It may have been replaced or misprinted. Scan the new one beside it, or phone the property office.', trackGone: 'This report cannot be found. Is the link complete?', reportHere: 'Report something here',
  network: 'No network, nothing was sent yet. Check it and press again: nothing is sent twice.', wait: 'Much was reported here just now. Try again in {minutes} min.', waitUrgent: 'If it is urgent, please phone.', failed: 'It was not sent. Please try again.', retry: 'Try again',
  category: { repair: 'Repair', security: 'Safety', cleaning: 'Cleaning', greening: 'Plants', parking: 'Parking', complaint: 'Complaint', 'resident-service': 'Question, service' },
  stage: { waiting: 'Registered, somebody will be sent', given: 'Given to somebody', working: 'Being worked on', paused: 'Waiting for a part or another company; we stay with it', done: 'Done', cancelled: 'Cancelled' },
  steps: { reported: 'Registered', working: 'In work', done: 'Done' },
  suggestions: reportSuggestions.en,
}

/** Words of the page of residents; it loads these and no others. */
export const reportWords = { zh, en } satisfies Record<Language, typeof zh>
export type ReportWords = typeof zh

/** Puts values into a text: "{time}". */
export const fill = (text: string, values: Record<string, string | number>): string => text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
