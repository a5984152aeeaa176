import type { Activation } from '#shared/activations.ts'
import type { Work } from '../journal/change.ts'
import type { TimerHandler } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { isDue, lookEvery, stepOfTimer, type ClockName } from './activation-clocks.ts'
import { findActivation } from './activation-store.ts'
import { workOf } from './activation-work.ts'
import { groundOf } from './ground-store.ts'
import { decideGone } from './holder-rules.ts'
import { decideDue } from './timer-rules.ts'
import { showsValue } from './wait-store.ts'

type Timer = Parameters<TimerHandler>[1]

export const activationTimers: Record<ClockName | 'activation.follow', TimerHandler> = {
  'activation.lapse': due('activation.lapse'),
  'activation.late': due('activation.late'),
  'activation.step': due('activation.step'),
  'activation.warn': due('activation.warn'),
  'activation.escalate': due('activation.escalate'),
  'activation.accept': due('activation.accept'),
  'activation.wait': wait,
  'activation.follow': handOn,
}

function due(name: ClockName): TimerHandler {
  return async (parts, timer, now) => {
    const activation = await findActivation(parts, timer.subject)
    return activation && isDue(activation, timer) ? dueNow(parts, name, { activation, timer, now }) : null
  }
}

async function dueNow(parts: Parts, name: ClockName, { activation, timer, now }: { activation: Activation; timer: Timer; now: number }): Promise<Work | null> {
  const { where, ...ground } = await groundOf(parts, activation, now)
  const decision = decideDue(name, activation, timer, ground)
  const step = stepOfTimer(timer.key)
  return decision && workOf(decision, { where, detail: step === activation.id ? {} : { step } })
}

/** Its time is over, or a device shows what was waited for; else it is looked at again. */
async function wait(parts: Parts, timer: Timer, now: number): Promise<Work | null> {
  const activation = await findActivation(parts, timer.subject)
  if (!activation || !isDue(activation, timer)) return null
  const step = activation.steps.find(({ key }) => key === stepOfTimer(timer.key))
  if (step?.wait?.until !== 'value' || (await showsValue(parts, activation, step.wait))) return dueNow(parts, 'activation.wait', { activation, timer, now })
  const from = Math.max(now, Date.parse(timer.dueAt))
  const again = { key: timer.key, name: 'activation.wait', subject: activation.id, dueAt: new Date(from + pause(from - Date.parse(step.openedAt ?? activation.startedAt))).toISOString() }
  return { changes: [], timers: [again], reply: null, community: activation.community, mode: activation.mode }
}

/** Milliseconds: what has been waited for long is looked at less often. */
const pause = (waited: number): number => Math.min(60_000, Math.max(lookEvery, waited / 60))

/** What somebody held who went goes on to others. Who is still on duty, by another shift, keeps it. */
async function handOn(parts: Parts, timer: Timer, now: number): Promise<Work | null> {
  const activation = await findActivation(parts, timer.subject)
  const person = stepOfTimer(timer.key)
  const ground = activation && (await groundOf(parts, activation, now))
  if (!ground || ground.staff.some(({ id }) => id === person)) return null
  const decision = decideGone(activation, person, ground)
  return decision && workOf(decision, { detail: { person } })
}
