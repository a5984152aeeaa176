import type { Response } from 'express'
import { faults, type FaultName } from '#shared/faults.ts'
import type { DoorAnswer, DoorReply } from '#shared/doors.ts'
import { languageOf, sendProblem } from '../problem.ts'
import type { ReadError } from '../refusal.ts'

const isFault = (name: string): name is FaultName => name in faults

/** 202 where all were taken, 207 where some were, a problem where none was. `names` are the messages' places. */
export function sendAnswers(res: Response, answers: readonly DoorAnswer[], names: readonly string[], retryAfter: number): void {
  const refused = answers.flatMap((answer, place) => (answer.ok ? [] : [{ ...answer, name: names[place] ?? '' }]))
  if (refused.length < answers.length) {
    const reply: DoorReply = { answers: [...answers] }
    res.status(refused.length === 0 ? 202 : 207).json(reply)
    return
  }
  const language = languageOf(res.req)
  const errors = refused.flatMap(({ name, fault, errors: fields }): ReadError[] =>
    fields.length > 0 ? fields : [{ field: name || '$', message: isFault(fault) ? faults[fault].title[language] : fault }],
  )
  const fault = faultOfAll(refused.map((one) => one.fault))
  sendProblem(res, fault, { errors, ...(fault === 'too-many' || fault === 'unavailable' ? { retryAfter } : {}) })
}

/** What may pass later weighs more than what never will: the sender must not drop it. */
function faultOfAll(names: readonly string[]): FaultName {
  if (names.includes('unavailable')) return 'unavailable'
  return names.includes('too-many') ? 'too-many' : 'invalid'
}
