import type { Activation, ActivationStep } from '#shared/activations.ts'
import { kindOf } from '#shared/plans.ts'
import type { Work } from '../journal/change.ts'
import type { TimerHandler } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { isDue, lookEvery, stepOfTimer, type ClockName } from './activation-clocks.ts'
import { findActivation } from './activation-store.ts'
import { workOf } from './activation-work.ts'
import { goingOn } from './answer-rules.ts'
import { laterOf } from './flow-rules.ts'
import { groundOf } from './ground-store.ts'
import { decideGone, decideUnaccepted } from './holder-rules.ts'
import { decideEscalate, decideLate, decideStepLate, decideWarn } from './late-rules.ts'
import { decideLapse } from './start-rules.ts'
import { showsValue } from './wait-store.ts'

type Timer = Parameters<TimerHandler>[1]

export const activationTimers: Record<ClockName | 'activation.follow', TimerHandler> = {
  'activation.lapse': whole((activation, now) => workOf(decideLapse(activation, now))),
  'activation.late': whole((activation) => workOf(decideLate(activation))),
  'activation.step': ofStep((_parts, activation, step) => Promise.resolve(workOf(decideStepLate(activation, step)))),
  'activation.warn': ofStep((_parts, activation, step) => Promise.resolve(workOf(decideWarn(activation, step)))),
  'activation.escalate': ofStep((_parts, activation, step) => Promise.resolve(workOf(decideEscalate(activation, step)))),
  'activation.accept': ofStep(async (parts, activation, step, { now }) => workOf(decideUnaccepted(activation, step, await groundOf(parts, activation, now)), { detail: { step: step.key } })),
  'activation.wait': ofStep(goOn),
  'activation.follow': handOn,
}

function whole(work: (activation: Activation, now: number) => Work): TimerHandler {
  return async (parts, timer, now) => {
    const activation = await findActivation(parts, timer.subject)
    return activation && isDue(activation, timer) ? work(activation, now) : null
  }
}

function ofStep(work: (parts: Parts, activation: Activation, step: ActivationStep, at: { timer: Timer; now: number }) => Promise<Work>): TimerHandler {
  return async (parts, timer, now) => {
    const activation = await findActivation(parts, timer.subject)
    const step = activation?.steps.find(({ key }) => key === stepOfTimer(timer.key))
    return activation && step && isDue(activation, timer) ? work(parts, activation, step, { timer, now }) : null
  }
}

/** What somebody held who went goes on to others. Who is still on duty, by another shift, keeps it. */
async function handOn(parts: Parts, timer: Timer, now: number): Promise<Work | null> {
  const activation = await findActivation(parts, timer.subject)
  const person = stepOfTimer(timer.key)
  const ground = activation && (await groundOf(parts, activation, now))
  if (!ground || ground.staff.some(({ id }) => id === person)) return null
  const decision = decideGone(activation, person, ground)
  return decision && workOf(decision, { detail: { person } })
}

/** Its time is over, or a device shows what was waited for; else it is looked at again. */
async function goOn(parts: Parts, activation: Activation, step: ActivationStep, { timer, now }: { timer: Timer; now: number }): Promise<Work> {
  if (step.wait?.until === 'value' && !(await showsValue(parts, activation, step.wait))) {
    const again = { key: timer.key, name: 'activation.wait', subject: activation.id, dueAt: new Date(Math.max(now, Date.parse(timer.dueAt)) + pause(step, timer.dueAt)).toISOString() }
    return { changes: [], timers: [again], reply: null, community: activation.community, mode: activation.mode }
  }
  const { outlines, ...ground } = await groundOf(parts, activation, now)
  const over: ActivationStep = { ...step, state: 'done', doneAt: laterOf(step.openedAt, now) }
  return workOf(goingOn(activation, 'activation.advanced', over, ground), { outlines, detail: { step: step.key, kind: kindOf(step) } })
}

/** Milliseconds: what is waited for long is looked at less often. */
function pause({ openedAt }: ActivationStep, at: string): number {
  const waited = openedAt ? Date.parse(at) - Date.parse(openedAt) : 0
  return Math.min(60_000, Math.max(lookEvery, waited / 60))
}
