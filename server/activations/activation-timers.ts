import type { Activation } from '#shared/activations.ts'
import type { Work } from '../journal/change.ts'
import type { TimerHandler } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { isDue, lookEvery, stepOfTimer, type ClockName } from './activation-clocks.ts'
import { findActivation } from './activation-store.ts'
import { workOf } from './activation-work.ts'
import { held } from './flow-rules.ts'
import { groundOf } from './ground-store.ts'
import { decideGone } from './holder-rules.ts'
import { decideDue } from './timer-rules.ts'
import { isShown } from './wait-rules.ts'
import { readShown } from './wait-store.ts'

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

/** Those after which a step is somebody else's, or what follows begins: only they stand on anything. */
const moving: readonly ClockName[] = ['activation.accept', 'activation.wait']
const nothing = { staff: [], pool: [], blocks: [], at: null, where: null }

async function dueNow(parts: Parts, name: ClockName, { activation, timer, now }: { activation: Activation; timer: Timer; now: number }): Promise<Work | null> {
  const { where, ...ground } = moving.includes(name) ? await groundOf(parts, activation, now) : { ...nothing, now }
  const decision = decideDue(name, activation, timer, ground)
  const step = stepOfTimer(timer.key)
  return decision && workOf(decision, { where, detail: step === activation.id ? {} : { step } })
}

/** Its time is over, or a device shows what was waited for; else it is looked at again. */
async function wait(parts: Parts, timer: Timer, now: number): Promise<Work | null> {
  const activation = await findActivation(parts, timer.subject)
  if (!activation || !isDue(activation, timer)) return null
  const step = activation.steps.find(({ key }) => key === stepOfTimer(timer.key))
  const { wait: until, openedAt } = step ?? {}
  if (until?.until !== 'value' || !openedAt || isShown(until, await readShown(parts, activation, until), openedAt, now)) return dueNow(parts, 'activation.wait', { activation, timer, now })
  const from = Math.max(now, Date.parse(timer.dueAt))
  return lookAgain(activation, timer, 'activation.wait', from + pause(from - Date.parse(openedAt)))
}

/** `at` in epoch milliseconds. */
const lookAgain = ({ id, community, mode }: Activation, { key }: Timer, name: string, at: number): Work =>
  ({ changes: [], timers: [{ key, name, subject: id, dueAt: new Date(at).toISOString() }], reply: null, community, mode })

/** Milliseconds: what has been waited for long is looked at less often. */
const pause = (waited: number): number => Math.min(60_000, Math.max(lookEvery, waited / 60))

/** What somebody held who went, or whose shift is over, goes on to others. Who is still on duty, by another shift, keeps it until that ends. */
async function handOn(parts: Parts, timer: Timer, now: number): Promise<Work | null> {
  const activation = await findActivation(parts, timer.subject)
  const person = stepOfTimer(timer.key)
  if (activation?.state !== 'running' || held(activation, person) === 0) return null
  const { where: _none, ...ground } = await groundOf(parts, activation, Math.max(now, Date.parse(timer.dueAt)))
  const there = ground.staff.find(({ id }) => id === person)
  if (there) return lookAgain(activation, timer, 'activation.follow', Date.parse(there.until))
  const decision = decideGone(activation, person, ground)
  return decision && workOf(decision, { detail: { person } })
}
