import type { Response } from 'express'
import { faults, type FaultName } from '#shared/faults.ts'
import type { DoorAnswer, DoorReply } from '#shared/doors.ts'
import type { Language } from '#shared/text.ts'
import { languageOf, sendProblem } from '../problem.ts'
import type { ReadError } from '../refusal.ts'
import { skewTold } from './signature-rules.ts'

const isFault = (name: string): name is FaultName => name in faults
const passing: readonly string[] = ['unavailable', 'too-many'] satisfies FaultName[]

/** Whether the same message may be taken when it comes again. */
export const mayPassLater = (answer: DoorAnswer): boolean => !answer.ok && passing.includes(answer.fault)

/** `names` are the messages' places, `skew` the seconds by which the sender's clock is ahead. */
type About = { names: readonly string[]; retryAfter: number; skew: number }

/** 202 where all were taken, 207 where some were, a problem where none was. */
export function sendAnswers(res: Response, answers: readonly DoorAnswer[], { names, retryAfter, skew }: About): void {
  const refused = answers.flatMap((answer, place) => (answer.ok ? [] : [{ ...answer, name: names[place] ?? '' }]))
  const language = languageOf(res.req)
  if (refused.length < answers.length) {
    const reply: DoorReply = { answers: [...answers], ...(Math.abs(skew) > skewTold ? { warnings: [clockOff(skew, language)] } : {}) }
    res.status(refused.length === 0 ? 202 : 207).json(reply)
    return
  }
  const errors = refused.flatMap(({ name, fault, errors: fields }): ReadError[] =>
    fields.length > 0 ? fields : [{ field: name || '$', message: isFault(fault) ? faults[fault].title[language] : fault }],
  )
  const fault = faultOfAll(refused.map((one) => one.fault))
  sendProblem(res, fault, { errors, ...(passing.includes(fault) ? { retryAfter } : {}) })
}

function clockOff(skew: number, language: Language): ReadError {
  const seconds = Math.abs(skew)
  const words = skew > 0
    ? { zh: `发送方时钟快了 ${seconds} 秒，请校准`, en: `The sender's clock is ${seconds} s ahead: set it right` }
    : { zh: `发送方时钟慢了 ${seconds} 秒，请校准`, en: `The sender's clock is ${seconds} s behind: set it right` }
  return { field: 'webhook-timestamp', message: words[language] }
}

/** What may pass later weighs more than what never will: the sender must not drop it. */
function faultOfAll(names: readonly string[]): FaultName {
  if (names.includes('unavailable')) return 'unavailable'
  return names.includes('too-many') ? 'too-many' : 'invalid'
}
