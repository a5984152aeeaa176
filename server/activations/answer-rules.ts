import { canBeSkipped, endsByItself, type Activation, type ActivationStep, type CheckStep, type CompleteStep } from '#shared/activations.ts'
import { kindOf } from '#shared/plans.ts'
import type { z } from 'zod'
import { checkMinutes } from './activation-clocks.ts'
import { begunAnew, byKeyOf } from './branch-rules.ts'
import { following, flowing, telling, type Decision } from './decision.ts'
import { isForPerson, laterBy, laterOf, passedOn, settle, type Ground } from './flow-rules.ts'
import type { Mover } from './start-rules.ts'
import { notNow, outdated, wrong } from './step-refusals.ts'

export type OfStep = { version?: number | null; step: string; at?: string | null }

/**
 * The step that a command is about, as it was seen. Who names no version had no network: what they say counts unless the step was begun
 * anew since they did it.
 * @throws Refusal where the step is not there, was seen in an older state, or the plan does not run
 */
export function stepOf(activation: Activation, { version, step: key, at }: OfStep): ActivationStep {
  const step = byKeyOf(activation.steps).get(key)
  if (!step) throw wrong('step')
  if (version !== null && version !== undefined && version !== (step.version ?? activation.version)) throw outdated(activation)
  if (activation.state !== 'running') throw notNow(activation)
  if (!version && step.round && step.openedAt && !(at && Date.parse(at) >= Date.parse(step.openedAt))) throw outdated(activation)
  return step
}

/** Only an open step can be done or skipped; both let what comes after it begin, or what its answer leads back to begin anew. */
export function decideComplete(activation: Activation, request: z.output<typeof CompleteStep>, by: Mover, ground: Ground): Decision {
  const step = stepOf(activation, request)
  if (step.state !== 'open') throw notNow(activation)
  if (kindOf(step) === 'block' && !isForPerson(step, activation)) throw wrong('step', 'block_step')
  if (request.skip) checkSkip(step, activation, request)
  else checkDone(step, request)
  // What a clock without a network says counts as far as it can be; whether it is late, the room has heard.
  const doneAt = laterOf(step.openedAt, Math.min(ground.now, request.at ? Date.parse(request.at) : ground.now))
  const late = step.late || (step.dueAt !== null && ground.now > Date.parse(step.dueAt))
  const over: ActivationStep = {
    ...step, doneAt, doneBy: by.name, note: request.note, late, acceptedAt: step.acceptedAt ?? (step.holder ? doneAt : null), acceptBy: null,
    photos: request.photos ?? null, answer: request.skip ? null : request.answer ?? null, made: request.made ?? null,
  }
  // The supervisor hears of what was left out.
  if (request.skip) return goingOn(activation, 'activation.step-skipped', { ...over, state: 'skipped', escalation: step.escalation ?? 1 }, ground)
  if (step.needs?.second) return telling(activation, 'activation.step-done', replaced(activation, { ...over, ...hurried(step, ground.now), state: 'checking', checkingUser: by.user }))
  return goingOn(activation, 'activation.step-done', { ...over, state: 'done' }, ground)
}

/** Somebody else than who did it looks; what is not right is open again, as it was before. */
export function decideCheck(activation: Activation, request: z.output<typeof CheckStep>, by: Mover, ground: Ground): Decision {
  const step = stepOf(activation, request)
  if (step.state !== 'checking') throw notNow(activation)
  if (by.user === step.checkingUser) throw wrong('step', 'fourEyes')
  if (request.ok) return goingOn(activation, 'activation.step-checked', { ...step, ...unhurried(step), state: 'done', checkedBy: by.name, checkingUser: null }, ground)
  const open: ActivationStep = { ...step, ...unhurried(step), state: 'open', doneAt: null, doneBy: null, note: request.note, photos: null, answer: null, made: null, checkingUser: null }
  // Who did it may have gone meanwhile.
  const there = !open.holder || ground.staff.some(({ id }) => id === open.holder?.person)
  return telling(activation, 'activation.step-returned', replaced(activation, there ? open : passedOn(activation, open, ground)))
}

/** A step without a limit has one while it waits for its second person, and none any more once they came: it was not late itself. */
const hurried = ({ minutes, openedAt }: ActivationStep, now: number): Partial<ActivationStep> =>
  minutes === null ? { dueAt: laterBy(laterOf(openedAt, now), checkMinutes) } : {}
const unhurried = ({ minutes }: ActivationStep): Partial<ActivationStep> => (minutes === null ? { dueAt: null, late: false, escalation: null } : {})

/** A step is over, and what follows begins. An answer that leads back is told first: what it was is not seen any more after. */
export function goingOn(activation: Activation, fact: 'activation.step-done' | 'activation.step-skipped' | 'activation.step-checked' | 'activation.advanced', over: ActivationStep, ground: Ground): Decision {
  const next = replaced(activation, over)
  const back = over.answers?.find(({ key }) => key === over.answer)?.back
  if (!back || !byKeyOf(next.steps).has(back)) return flowing(activation, fact, settle(next, ground))
  return following(telling(activation, fact, next), (told) => flowing(told, 'activation.advanced', settle({ ...told, steps: begunAnew(told.steps, back) }, ground)))
}

export const replaced = (activation: Activation, step: ActivationStep): Activation => ({ ...activation, steps: activation.steps.map((one) => (one.key === step.key ? step : one)) })

function checkSkip(step: ActivationStep, { steps }: Activation, { note }: { note: string }): void {
  if (step.must) throw wrong('skip')
  if (!canBeSkipped(step, steps)) throw wrong('skip', 'skip_decision')
  if (!note) throw wrong('note')
}

function checkDone({ needs, answers, kind, wait }: ActivationStep, { note, photos, answer }: z.output<typeof CompleteStep>): void {
  if (needs?.note && !note) throw wrong('note', 'note_needed')
  if (endsByItself({ kind, wait }) && !note) throw wrong('note', 'wait_note')
  if (needs?.photo && !photos?.length) throw wrong('photos')
  const decides = kindOf({ kind }) === 'decide' && (answers?.length ?? 0) > 0
  if (decides && !answers?.some(({ key }) => key === answer)) throw wrong('answer')
  if (!decides && answer) throw wrong('answer', 'no_answer')
}
