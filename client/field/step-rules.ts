import { isUnderWay, type Activation, type ActivationStep } from '#shared/activations.ts'
import type { Person } from '#shared/people.ts'
import { kindOf, type PlanStep } from '#shared/plans.ts'
import { stepLane, type Entry } from './queue-rules.ts'

/** A step that somebody has in hand, or that is free to take for one of their post. */
export type MyStep = { activation: Activation; step: ActivationStep; free: boolean; queued: boolean }
type Me = Pick<Person, 'id' | 'community' | 'post'> | null

const byHand = (step: PlanStep): boolean => {
  const kind = kindOf(step)
  return kind === 'do' || kind === 'decide' || kind === 'roll-call' || kind === 'instruct' || (kind === 'wait' && step.wait?.until === 'person')
}
const isMine = (step: ActivationStep, me: NonNullable<Me>): boolean => step.holder?.person === me.id
const isFree = (step: ActivationStep, me: NonNullable<Me>): boolean => step.state === 'open' && !step.holder && step.post === me.post && byHand(step)

/** Plans that run where they work and in which something is theirs, is free for them, or everybody is called. */
export function theirs(activations: Iterable<Activation>, me: Me): Activation[] {
  if (!me) return []
  return [...activations].filter((one) => one.state === 'running' && one.community === me.community && (one.steps.some((step) => isUnderWay(step) && (isMine(step, me) || isFree(step, me))) || calls(one)))
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
  const due = ({ step }: MyStep): number => (step.dueAt ? Date.parse(step.dueAt) : Number.MAX_SAFE_INTEGER)
  return found.toSorted((a, b) => Number(a.free) - Number(b.free) || Number(a.activation.mode !== 'real') - Number(b.activation.mode !== 'real') || due(a) - due(b))
}

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
