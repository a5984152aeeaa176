import { Refusal } from '../refusal.ts'

export const messages = {
  alarm: { zh: '本小区没有此告警', en: 'No such alarm in this community' },
  building: { zh: '本小区没有此楼栋', en: 'No such building in this community' },
  device: { zh: '本小区没有此设备', en: 'No such device in this community' },
  assignee: { zh: '此人不在本小区名册上，请另选一人', en: 'Not on the roll of this community: choose somebody else' },
  priority: { zh: '此类别与优先级没有承诺时限', en: 'No promise is kept for this category and priority' },
  into: { zh: '本小区没有此工单，请刷新后重选', en: 'No such order in this community: refresh and choose again' },
  photos: { zh: '照片不存在、已过期或不是您上传的，请重新上传', en: 'No such photo of yours, or it was handed in too long ago: hand it in again' },
  version: { zh: '请给出您看到的版本号', en: 'Say which version you saw' },
}

/** A request that names something that is not there. */
export const unknown = (field: keyof typeof messages): Refusal => new Refusal('invalid', { errors: [{ field, message: messages[field] }] })

const hands = {
  fourEyes: { zh: '处理人不能核验或回访自己处理的工单，请由他人操作', en: 'Who did the work cannot check it or call back about it: somebody else does' },
  notFree: { zh: '此工单已推荐给他人或您已退回，不能抢单；请等待派单', en: 'It is proposed to somebody else, or you gave it back: it cannot be taken, only given to you' },
}

/** A move that is open to others, but not to whoever asks for it. */
export const forOthers = (why: keyof typeof hands): Refusal => new Refusal('invalid', { errors: [{ field: 'id', message: hands[why] }] })
