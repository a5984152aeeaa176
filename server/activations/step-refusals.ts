import type { Activation } from '#shared/activations.ts'
import { Refusal } from '../refusal.ts'

const messages = {
  plan: { zh: '没有此预案，或它不在有效版本', en: 'No such plan, or this edition is not in force' },
  block: { zh: '没有此预案的有效版本，或步骤已满', en: 'No edition of this plan is in force, or there is no room for its steps' },
  building: { zh: '本小区没有此楼栋', en: 'No such building in this community' },
  buildings: { zh: '本小区没有其中的楼栋', en: 'One of these buildings is not in this community' },
  alarm: { zh: '本小区没有此告警', en: 'No such alarm in this community' },
  alarm_real: { zh: '这是演练告警，不能据此启动真实处置；请在它所属的演练中进行', en: 'This alarm is of a drill: start nothing real for it, but carry on in its drill' },
  alarm_drill: { zh: '这条告警不属于这次演练：真实告警请按真实启动', en: 'This alarm is not of this drill: for a real one, start for real' },
  planned: { zh: '没有此计划演练，或它不是本小区这份预案的', en: 'No such drill is planned here for this plan' },
  commander: { zh: '此人现在不在本小区值班，请另选一人', en: 'Not on duty here now: choose somebody else' },
  to: { zh: '此人现在不在本小区值班，请另选一人', en: 'Not on duty here now: choose somebody else' },
  person: { zh: '此人现在不在本小区值班，请另选一人', en: 'Not on duty here now: choose somebody else' },
  step: { zh: '预案中没有此步骤', en: 'No such step in this plan' },
  block_step: { zh: '此步骤在其中各步完成后自动完成', en: 'It is done by itself when all steps in it are over' },
  system_step: { zh: '此步骤由系统自动完成', en: 'The system does this step by itself' },
  version: { zh: '请给出您看到的版本号', en: 'Say which version you saw' },
  reason: { zh: '请写明原因', en: 'Say why' },
  requests: { zh: '请求已满，请先用已有的', en: 'There are too many requests: use those that are there' },
  full: { zh: '步骤已满', en: 'There is no room for more steps' },
  two: { zh: '此预案须两人同意：请单独启动', en: 'This plan takes two people: start it by itself' },
  skip_decision: { zh: '有步骤等着此判断的结果，不能跳过：请选一个答案', en: 'Steps wait for this decision: choose an answer instead of skipping it' },
  skip: { zh: '此步骤不能跳过', en: 'This step may not be skipped' },
  note: { zh: '请写明原因', en: 'Say why' },
  wait_note: { zh: '提前结束等待须写明原因', en: 'Say why this wait is ended by hand' },
  note_needed: { zh: '此步骤需要填写说明', en: 'This step needs a note' },
  photos: { zh: '此步骤需要照片', en: 'This step needs a photo' },
  answer: { zh: '请从所列答案中选一个', en: 'Choose one of its answers' },
  no_answer: { zh: '此步骤没有可选的答案', en: 'This step has no answers' },
  made: { zh: '本小区没有此指令', en: 'No such instruction in this community' },
  fourEyes: { zh: '须由另一个账号操作', en: 'Somebody else does this, by another account' },
  orders: { zh: '只有未完成的步骤可以转为工单', en: 'Only steps that are not over can become orders' },
} as const

/** A request of which one field is wrong: `why` says more than the field where one can be wrong in two ways. */
export const wrong = (field: string, why?: keyof typeof messages): Refusal =>
  new Refusal('invalid', { errors: [{ field, message: messages[why ?? (field as keyof typeof messages)] }] })

export const notNow = (current: Activation): Refusal => new Refusal('illegal-move', { current })
export const outdated = (current: Activation): Refusal => new Refusal('conflict', { current })
