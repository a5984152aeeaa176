import type { Activation, ActivationStep } from '#shared/activations.ts'
import { holderOf, type Staff } from './assign-rules.ts'
import { replaced, stepOf, type OfStep } from './answer-rules.ts'
import { telling, type Decision } from './decision.ts'
import { acceptBy, given, isOfPerson, laterOf, passedOn, type Ground } from './flow-rules.ts'
import { withReason } from './note-rules.ts'
import type { Mover } from './start-rules.ts'
import { notNow, wrong } from './step-refusals.ts'

type Why = { reason: string }

/** `taker`: who accepts it, where nobody had it. */
export function decideAccept(activation: Activation, request: OfStep, taker: Staff | null, now: number): Decision {
  const step = stepOf(activation, request)
  if (step.state !== 'open' || step.acceptedAt) throw notNow(activation)
  const holder = step.holder ?? (taker && holderOf(taker))
  const acceptedAt = laterOf(step.openedAt, Math.min(now, request.at ? Date.parse(request.at) : now))
  return telling(activation, 'activation.step-accepted', replaced(activation, { ...step, holder, acceptedAt, acceptBy: null }))
}

export function decideDecline(activation: Activation, request: OfStep & Why, by: Mover, ground: Ground): Decision {
  const step = stepOf(activation, request)
  if (step.state !== 'open' || !step.holder) throw notNow(activation)
  const said = withReason(activation, request.reason, by, ground.now, step.key)
  return telling(activation, 'activation.step-declined', replaced(said, passedOn(activation, step, ground)))
}

/** They did not say that they take it. */
export const decideUnaccepted = (activation: Activation, step: ActivationStep, ground: Ground): Decision => telling(activation, 'activation.step-lapsed', replaced(activation, passedOn(activation, step, ground)))

export function decideGive(activation: Activation, request: OfStep & Why, person: Staff, by: Mover, ground: Ground): Decision {
  const step = stepOf(activation, request)
  if (step.state !== 'open') throw notNow(activation)
  if (!isOfPerson(step) && !step.holder) throw wrong('step', 'system_step')
  const before = (step.passedOn ?? []).filter((id) => id !== person.id)
  const open = { ...step, passedOn: step.holder && step.holder.person !== person.id ? [...before, step.holder.person] : before }
  const said = withReason(activation, request.reason, by, ground.now, step.key)
  return telling(activation, 'activation.step-given', replaced(said, { ...open, holder: holderOf(person), acceptedAt: null, acceptBy: acceptBy(activation, open, person.id, ground) }))
}

/**
 * Who went, or whose shift is over, has nothing in hand any more; null where they had nothing. They let nothing pass, and may have it
 * again when they are back. What is being checked was done, and stays theirs.
 */
export function decideGone(activation: Activation, person: string, ground: Ground): Decision | null {
  const theirs = (step: ActivationStep): boolean => step.state === 'open' && step.holder?.person === person
  if (activation.state !== 'running' || !activation.steps.some(theirs)) return null
  const others = { ...ground, staff: ground.staff.filter(({ id }) => id !== person) }
  // One after the other, so that they do not all come to the same person.
  const next = activation.steps.filter(theirs).reduce((now, step) => replaced(now, given(now, { ...step, holder: null }, others)), activation)
  return telling(activation, 'activation.step-given', next)
}
