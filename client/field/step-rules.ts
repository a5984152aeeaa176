import { isUnderWay, type Activation, type ActivationStep } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import type { Person } from '#shared/people.ts'
import { kindOf, type PlanStep } from '#shared/plans.ts'
import { stepLane, type Entry } from './queue-rules.ts'

/** A step that somebody has in hand, or that is free to take for one of their post. */
export type MyStep = { activation: Activation; step: ActivationStep; free: boolean; queued: boolean }
/** A step that is done and waits for a second person. `mine`: I did it, and somebody else confirms it; else I may. */
export type MyCheck = { activation: Activation; step: ActivationStep; mine: boolean; queued: boolean }
/** The account that would confirm, and where it may. */
export type Checker = { user: string; may: (about: { community: string; drill: boolean }) => boolean }
type Me = Pick<Person, 'id' | 'community' | 'post'> | null

const byHand = (step: PlanStep): boolean => {
  const kind = kindOf(step)
  return kind === 'do' || kind === 'decide' || kind === 'roll-call' || kind === 'instruct' || (kind === 'wait' && step.wait?.until === 'person')
}
const isMine = (step: ActivationStep, me: NonNullable<Me>): boolean => step.holder?.person === me.id
const isFree = (step: ActivationStep, me: NonNullable<Me>): boolean => step.state === 'open' && !step.holder && step.post === me.post && byHand(step)

/** Plans that run where they work and in which something is theirs, is free for them, waits for their word, or everybody is called. */
export function theirs(activations: Iterable<Activation>, me: Me, checker: Checker): Activation[] {
  if (!me) return []
  const concerns = (one: Activation) => (step: ActivationStep): boolean => (isUnderWay(step) && (isMine(step, me) || isFree(step, me))) || checkIn(one, step, checker) !== null
  return [...activations].filter((one) => one.state === 'running' && one.community === me.community && (one.steps.some(concerns(one)) || calls(one)))
}

/** What is theirs to do, real before drills, the soonest limit first, then what is free to take. What waits to be sent is taken for done. */
export function stepsOf(activations: readonly Activation[], me: Me, entries: readonly Entry[]): MyStep[] {
  if (!me) return []
  const found = activations.flatMap((activation) =>
    activation.steps.flatMap((step): MyStep[] => {
      const own = isMine(step, me)
      if (step.state !== 'open' || (!own && !isFree(step, me)) || !byHand(step)) return []
      const waiting = entries.filter((entry) => entry.order === stepLane(activation.id, step.key) && !entry.refused)
      if (waiting.some(({ deed }) => deed === 'complete-step' || deed === 'decline-step')) return []
      const accepted = waiting.find(({ deed }) => deed === 'accept-step')
      return [{ activation, step: accepted ? { ...step, acceptedAt: accepted.at } : step, free: !own && !accepted, queued: accepted !== undefined }]
    }),
  )
  return found.toSorted((a, b) => Number(a.free) - Number(b.free) || byUrgency(a, b))
}

/** What waits for a second person, first where that can be oneself. What waits to be sent is taken for done, and for confirmed or sent back. */
export function checksOf(activations: readonly Activation[], me: Me, entries: readonly Entry[], checker: Checker): MyCheck[] {
  if (!me) return []
  const found = activations.flatMap((activation) =>
    activation.steps.flatMap((step): MyCheck[] => {
      const waiting = entries.filter((entry) => entry.order === stepLane(activation.id, step.key) && !entry.refused)
      const done = waiting.find(({ deed }) => deed === 'complete-step')
      if (step.state === 'open' && done && step.needs?.second) return [{ activation, step: { ...step, state: 'checking' }, mine: true, queued: true }]
      const check = checkIn(activation, step, checker)
      return check === null || waiting.some(({ deed }) => deed === 'check-step') ? [] : [{ activation, step, mine: check === 'mine', queued: false }]
    }),
  )
  return found.toSorted((a, b) => Number(a.mine) - Number(b.mine) || byUrgency(a, b))
}

/** Who did it does not confirm it, by the same account. */
function checkIn({ community, mode }: Activation, { state, checkingUser }: ActivationStep, { user, may }: Checker): 'mine' | 'theirs' | null {
  if (state !== 'checking') return null
  if (checkingUser === user) return 'mine'
  return may({ community, drill: isDrill(mode) }) ? 'theirs' : null
}

type Urgent = { activation: Activation; step: ActivationStep }
const byUrgency = (a: Urgent, b: Urgent): number => Number(a.activation.mode !== 'real') - Number(b.activation.mode !== 'real') || due(a) - due(b)
const due = ({ step }: Urgent): number => (step.dueAt ? Date.parse(step.dueAt) : Number.MAX_SAFE_INTEGER)

const calls = ({ steps }: Activation): boolean => steps.some((step) => kindOf(step) === 'roll-call' && isUnderWay(step))
/** Plans that call the roll just now. */
export const callsOf = (activations: readonly Activation[]): Activation[] => activations.filter(calls)

/** What has to be said before a step can be done; null: nothing is missing. */
export function missing(step: PlanStep, said: { note: string; photos: number; answer: string | null }): 'answer' | 'photo' | 'note' | null {
  if (kindOf(step) === 'decide' && said.answer === null) return 'answer'
  if (step.needs?.photo && said.photos === 0) return 'photo'
  if (step.needs?.note && said.note.trim() === '') return 'note'
  return null
}
