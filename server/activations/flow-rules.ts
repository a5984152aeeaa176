import type { Activation, ActivationStep, CompleteStep, FinishActivation, StartActivation } from '#shared/activations.ts'
import type { Plan } from '#shared/plans.ts'
import type { z } from 'zod'
import type { TimerChange } from '../journal/change.ts'
import { Refusal } from '../refusal.ts'

/** `opened` are the steps that began with this: their clocks start and their messages leave. */
export type Flow = { activation: Activation; opened: ActivationStep[]; timers: TimerChange[] }

type Start = z.output<typeof StartActivation>

/** The plan's steps are copied: what is edited later changes nothing here. */
export function decideStart(id: string, plan: Plan, request: Start, mode: string, commander: string, now: number): Flow {
  const waiting: Activation = {
    id,
    version: 1,
    plan: plan.id,
    scene: plan.scene,
    name: plan.name,
    community: request.community,
    building: request.building ?? null,
    place: request.place,
    alarm: request.alarm ?? null,
    commander,
    reason: request.reason,
    state: 'running',
    startedAt: iso(now),
    targetAt: plan.targetMinutes === null ? null : after(now, plan.targetMinutes),
    finishedAt: null,
    steps: plan.steps.map((step) => ({ ...step, state: 'waiting', openedAt: null, dueAt: null, doneAt: null, doneBy: null, note: '', late: false })),
    mode,
  }
  return open(waiting, now)
}

/** Only an open step can be done or skipped; both let what comes after it begin. */
export function decideComplete(activation: Activation, request: z.output<typeof CompleteStep>, by: string, now: number): Flow {
  if (request.version !== activation.version) throw new Refusal('conflict', { current: activation })
  const step = activation.steps.find(({ key }) => key === request.step)
  if (!step) throw new Refusal('invalid', { errors: [{ field: 'step', message: { zh: '预案中没有此步骤', en: 'No such step in this plan' } }] })
  if (activation.state !== 'running' || step.state !== 'open') throw new Refusal('illegal-move', { current: activation })
  const late = step.late || (step.dueAt !== null && now > Date.parse(step.dueAt))
  const over: ActivationStep = { ...step, state: request.skip ? 'skipped' : 'done', doneAt: iso(now), doneBy: by, note: request.note, late }
  const steps = activation.steps.map((one) => (one === step ? over : one))
  const flow = open({ ...activation, version: activation.version + 1, steps }, now)
  return { ...flow, timers: [...dropped(activation, [step]), ...flow.timers] }
}

/** The commander stands down; steps that were not done stay as they are. */
export function decideFinish(activation: Activation, request: z.output<typeof FinishActivation>, now: number): Flow {
  if (request.version !== activation.version) throw new Refusal('conflict', { current: activation })
  if (activation.state !== 'running') throw new Refusal('illegal-move', { current: activation })
  const finished: Activation = { ...activation, version: activation.version + 1, state: 'finished', finishedAt: iso(now) }
  const running = activation.steps.filter((step) => step.state === 'open')
  return { activation: finished, opened: [], timers: dropped(activation, running) }
}

/** Null where the step was done, or said to be late, before. */
export function decideStepLate(activation: Activation, key: string): Activation | null {
  const step = activation.steps.find((one) => one.key === key)
  if (activation.state !== 'running' || step?.state !== 'open' || step.late) return null
  const steps = activation.steps.map((one) => (one === step ? { ...one, late: true } : one))
  return { ...activation, version: activation.version + 1, steps }
}

/** Opens every waiting step of which all that must come before is over. A name that no step has holds nothing up. */
function open(activation: Activation, now: number): Flow {
  const pending = new Set(activation.steps.filter(({ state }) => state === 'waiting' || state === 'open').map(({ key }) => key))
  const opened: ActivationStep[] = []
  const steps = activation.steps.map((step) => {
    if (step.state !== 'waiting' || step.after.some((key) => pending.has(key))) return step
    const begun: ActivationStep = { ...step, state: 'open', openedAt: iso(now), dueAt: step.minutes === null ? null : after(now, step.minutes) }
    opened.push(begun)
    return begun
  })
  const timers = opened.flatMap((step): TimerChange[] =>
    step.dueAt ? [{ key: timerKey(activation, step.key), name: 'activation.step', subject: activation.id, dueAt: step.dueAt }] : [],
  )
  return { activation: { ...activation, steps }, opened, timers }
}

const timerPrefix = (activation: Pick<Activation, 'id'>): string => `activation:${activation.id}:`
const timerKey = (activation: Pick<Activation, 'id'>, step: string): string => timerPrefix(activation) + step
/** The step that a timer's key names. */
export const stepOfTimer = (activation: Pick<Activation, 'id'>, key: string): string => key.slice(timerPrefix(activation).length)

const dropped = (activation: Activation, steps: readonly ActivationStep[]): TimerChange[] =>
  steps.filter((step) => step.dueAt).map((step) => ({ key: timerKey(activation, step.key), dueAt: null }))

const iso = (at: number): string => new Date(at).toISOString()
const after = (now: number, minutes: number): string => iso(now + minutes * 60_000)
