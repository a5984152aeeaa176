import { Refusal } from '../refusal.ts'

const messages = {
  alarm: { zh: '本小区没有此告警', en: 'No such alarm in this community' },
  building: { zh: '本小区没有此楼栋', en: 'No such building in this community' },
  device: { zh: '本小区没有此设备', en: 'No such device in this community' },
  assignee: { zh: '此人不属于本小区', en: 'Not a person of this community' },
  priority: { zh: '此类别与优先级没有承诺时限', en: 'No promise is kept for this category and priority' },
  into: { zh: '本小区没有此工单', en: 'No such order in this community' },
  photos: { zh: '照片不存在、已过期或不是您上传的，请重新上传', en: 'No such photo of yours, or it was handed in too long ago: hand it in again' },
  version: { zh: '请给出您看到的版本号', en: 'Say which version you saw' },
}

/** A request that names something that is not there. */
export const unknown = (field: keyof typeof messages): Refusal => new Refusal('invalid', { errors: [{ field, message: messages[field] }] })
