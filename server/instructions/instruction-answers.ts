import { randomUUID } from 'node:crypto'
import type { Actor } from '#shared/facts.ts'
import type { Instruction, unreached } from '#shared/instructions.ts'
import { isRace } from '../journal/journal.ts'
import { digestOf } from '../journal/system.ts'
import type { HearAnswer } from '../live/handler.ts'
import { undone } from '../outage.ts'
import type { Parts } from '../parts.ts'
import { decideAnswer, decideUnreached } from './instruction-rules.ts'
import { findInstruction, instructionMeant } from './instruction-store.ts'
import { workOf } from './instruction-work.ts'

const tries = 5

/** What a device said to an instruction; an answer to nothing is not heard. Throws `Unanswered`. */
export const hearAnswer: HearAnswer = async (parts, answer) => {
  const { id, name } = answer.from
  const meant = await instructionMeant(parts, answer, parts.now())
  if (meant) await settle(parts, meant.id, { kind: 'key', id, name }, (held) => decideAnswer(held, answer.body, parts.now()))
  else parts.log.info({ key: id, number: answer.number }, 'a device answered what nobody asked')
}

/** Throws `Unanswered`. */
export const settleUnreached = (parts: Parts, id: string, why: (typeof unreached)[number]): Promise<void> =>
  settle(parts, id, { kind: 'system', id: 'outlet', name: 'outlet' }, (held) => decideUnreached(held, why))

/** The same answer by two ways, or an answer and the end of its time, meet in the row's version. */
async function settle(parts: Parts, id: string, by: Actor, decide: (held: Instruction) => Instruction | null): Promise<void> {
  for (let i = 0; i < tries; i++) {
    const held = await findInstruction(parts, id)
    const next = held && decide(held)
    if (!next) return
    const answer = await parts.journal.commit({ ...workOf(next, 'instruction.answered', { state: next.state }), reply: null, id: randomUUID(), name: 'instruction.answer', by, digest: digestOf(id, next.version) })
    if (answer.ok) return
    if (!isRace(answer)) throw undone(answer)
  }
}
