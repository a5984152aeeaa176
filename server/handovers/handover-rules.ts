import { handoverMinutes, handoverTransitions, type Handover, type HandoverMove, type HandoverState } from '#shared/handovers.ts'
import type { FactName } from '#shared/facts.ts'
import type { TimerChange } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import { Refusal } from '../refusal.ts'
import { sheetOf } from './handover-sheet.ts'
import type { ShiftChange } from './handover-change-store.ts'

export type HandoverStep = { fact: Extract<FactName, `handover.${string}`>; handover: Handover; timers: TimerChange[] }

/** Who signs: their user, the name that is shown, and the member of staff behind it. */
export type Signer = { user: string; name: string; person: string | null }

const minute = 60_000
/** Minutes that there are at least to take over what was found late, after the system was away. */
const graceMinutes = 5

const timerKey = (id: string): string => `handover:${id}`
const iso = (at: number): string => new Date(at).toISOString()

/** The same change is always the same handover, whoever finds it. */
export const handoverId = ({ community, at }: Pick<ShiftChange, 'community' | 'at'>): string => idFrom('handover', community, at)

export function decideOpen(change: ShiftChange, now: number): HandoverStep {
  const { community, at, outgoing, incoming } = change
  const id = handoverId(change)
  const handover: Handover = {
    id, version: 1, community, at, outgoing, incoming, state: 'open', sheet: sheetOf(change), notes: [], given: null, taken: null,
  }
  const dueAt = iso(Math.max(Date.parse(at) + handoverMinutes * minute, now + graceMinutes * minute))
  return { fact: 'handover.opened', handover, timers: [{ key: timerKey(id), name: 'handover.take', subject: id, dueAt }] }
}

export function decideNote(handover: Handover, request: { version: number; text: string }, signer: Signer, now: number): HandoverStep {
  expect(handover, request.version)
  const note = { by: signer.user, name: signer.name, at: iso(now), text: request.text }
  return { fact: 'handover.noted', handover: { ...handover, version: handover.version + 1, notes: [...handover.notes, note] }, timers: [] }
}

/**
 * One side's signature. Who came may sign although nobody gave: the sheet then says so. On the roster or not, nobody signs both
 * sides, and none of the two whom the roster names signs for the other.
 */
export function decideSign(handover: Handover, request: { version: number; side: 'give' | 'take' }, signer: Signer, now: number): HandoverStep {
  expect(handover, request.version)
  const { side } = request
  const state = stateAfter(handover.state, side)
  if (!state || (side === 'give' && handover.given)) throw new Refusal('illegal-move', { current: handover })
  const other = side === 'give' ? handover.taken : handover.given
  if (other?.by === signer.user) throw refused('both', handover)
  const { outgoing, incoming } = handover
  const isOther = outgoing && incoming && signer.person === (side === 'give' ? incoming : outgoing)
  if (isOther) throw refused(side, handover)
  const signature = { by: signer.user, name: signer.name, at: iso(now) }
  const signed: Handover = { ...handover, version: handover.version + 1, state, [side === 'give' ? 'given' : 'taken']: signature }
  return side === 'give'
    ? { fact: 'handover.given', handover: signed, timers: [] }
    : { fact: 'handover.taken', handover: signed, timers: [{ key: timerKey(handover.id), dueAt: null }] }
}

/** Null where it was taken over in time. */
export function decideMiss(handover: Handover): HandoverStep | null {
  const state = stateAfter(handover.state, 'miss')
  return state && { fact: 'handover.missed', handover: { ...handover, version: handover.version + 1, state }, timers: [] }
}

function stateAfter(state: HandoverState, move: HandoverMove): HandoverState | null {
  const moves: Partial<Record<HandoverMove, HandoverState>> = handoverTransitions[state]
  return moves[move] ?? null
}

function expect(handover: Handover, version: number): void {
  if (handover.version !== version) throw new Refusal('conflict', { current: handover })
}

const messages = {
  both: { zh: '交班和接班不能由同一个人签', en: 'Nobody signs both sides of a handover' },
  give: { zh: '按排班您是接班人，请签接班', en: 'By the roster you are the one who comes: sign for taking over' },
  take: { zh: '按排班您是交班人，请签交班', en: 'By the roster you are the one who goes: sign for handing over' },
}

const refused = (why: keyof typeof messages, { community }: Handover): Refusal =>
  new Refusal('invalid', { errors: [{ field: 'side', message: messages[why] }], community })
