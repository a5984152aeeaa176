import { isUnderWay, type Activation, type ActivationStep } from '#shared/activations.ts'
import { kindOf } from '#shared/plans.ts'
import type { TimerChange } from '../journal/change.ts'

export type Clock = { name: ClockName | 'activation.follow'; dueAt: string }
type StepClock = { name: ClockName; dueAt: string }
export type ClockName = 'activation.lapse' | 'activation.late' | 'activation.step' | 'activation.warn' | 'activation.escalate' | 'activation.accept' | 'activation.wait'

const minute = 60_000
/** Of its time, what has gone when a step is warned of. */
const warnedAfter = 0.75
/** Minutes in which the second person comes to a step that has no limit of its own. */
export const checkMinutes = 5
/** Milliseconds after which a value that is waited for is looked at. */
export const lookEvery = 5_000

const ofWhole = (name: ClockName, { id }: Pick<Activation, 'id'>): string => `${name}:${id}`
/** No step's key has a colon in it. That of the limit was there first. */
const ofStep = (name: ClockName, { id }: Pick<Activation, 'id'>, step: string): string => `activation:${id}:${name === 'activation.step' ? '' : `${name.slice('activation.'.length)}:`}${step}`
const ofPerson = ({ id }: Pick<Activation, 'id'>, person: string): string => `activation.follow:${id}:${person}`
/** A look at the steps of somebody who went, as soon as can be: each plan is told of in its own mode. */
export const goneTimer = (activation: Pick<Activation, 'id'>, person: string, now: number): TimerChange =>
  ({ key: ofPerson(activation, person), name: 'activation.follow', subject: activation.id, dueAt: new Date(now).toISOString() })
/** The step, or the person, that a timer's key names. */
export const stepOfTimer = (key: string): string => key.slice(key.lastIndexOf(':') + 1)

/** All that is due of an activation as it stands, by the timer's key: what is no longer in here is no longer due. */
export function clocksOf(activation: Activation): Map<string, Clock> {
  if (activation.state === 'asked' && activation.asked) return new Map([[ofWhole('activation.lapse', activation), { name: 'activation.lapse', dueAt: activation.asked.until }]])
  const clocks = new Map<string, Clock>()
  if (activation.state !== 'running') return clocks
  if (activation.targetAt && !activation.late) clocks.set(ofWhole('activation.late', activation), { name: 'activation.late', dueAt: activation.targetAt })
  for (const step of activation.steps) {
    if (isUnderWay(step)) for (const clock of clocksOfStep(step)) clocks.set(ofStep(clock.name, activation, step.key), clock)
    const { holder } = step
    if (step.state !== 'open' || !holder?.until) continue
    const key = ofPerson(activation, holder.person)
    if (holder.until < (clocks.get(key)?.dueAt ?? '~')) clocks.set(key, { name: 'activation.follow', dueAt: holder.until })
  }
  return clocks
}

/** What waits for its second person gets late and goes up as before: else nobody would hear of it. Only a limit of its own is warned of. */
function clocksOfStep(step: ActivationStep): StepClock[] {
  const { dueAt, openedAt, minutes, wait } = step
  const clocks: StepClock[] = []
  if (dueAt && !step.late) clocks.push({ name: 'activation.step', dueAt })
  if (dueAt && openedAt && minutes !== null && !step.late && !step.warned) clocks.push({ name: 'activation.warn', dueAt: after(openedAt, warnedAfter * (Date.parse(dueAt) - Date.parse(openedAt))) })
  if (dueAt && step.late && levelOf(step) < 3) clocks.push({ name: 'activation.escalate', dueAt: after(dueAt, levelOf(step) * patience(step)) })
  if (step.state !== 'open') return clocks
  if (step.acceptBy && !step.acceptedAt) clocks.push({ name: 'activation.accept', dueAt: step.acceptBy })
  if (kindOf(step) === 'wait' && wait && openedAt && wait.until !== 'person') {
    clocks.push({ name: 'activation.wait', dueAt: after(openedAt, wait.until === 'time' ? wait.minutes * minute : lookEvery) })
  }
  return clocks
}

/** Whom a late step has come to: the commander at once. */
export const levelOf = ({ escalation }: Pick<ActivationStep, 'escalation'>): number => escalation ?? 1
/** Milliseconds that each level has before the next one hears of it. */
const patience = ({ minutes }: Pick<ActivationStep, 'minutes'>): number => Math.max(((minutes ?? 0) / 2) * minute, 2 * minute)

/** What is to be done to the timers so that they are those of `next`. */
export function timersBetween(before: Activation | null, next: Activation): TimerChange[] {
  const [was, is] = [before ? clocksOf(before) : new Map<string, Clock>(), clocksOf(next)]
  return [
    ...[...was.keys()].filter((key) => !is.has(key)).map((key) => ({ key, dueAt: null })),
    ...[...is].filter(([key, { dueAt }]) => was.get(key)?.dueAt !== dueAt).map(([key, clock]) => ({ key, subject: next.id, ...clock })),
  ]
}

/** Whether a timer that fired says what is still so: the second firing of one, and that of an earlier round, say nothing. */
export function isDue(activation: Activation, timer: { key: string; dueAt: string }): boolean {
  const clock = clocksOf(activation).get(timer.key)
  return clock !== undefined && Date.parse(clock.dueAt) <= Date.parse(timer.dueAt)
}

const after = (at: string, milliseconds: number): string => new Date(Date.parse(at) + milliseconds).toISOString()
