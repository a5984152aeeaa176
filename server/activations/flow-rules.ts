import { isUnderWay, type Activation, type ActivationStep, type ResourceRequest } from '#shared/activations.ts'
import type { LonLat } from '#shared/geo.ts'
import { isDrill } from '#shared/modes.ts'
import { kindOf, type Plan, type StepKind } from '#shared/plans.ts'
import type { Resource } from '#shared/resources.ts'
import { idFrom } from '../journal/system.ts'
import { tidyStep } from './activation-wire.ts'
import { holderFor, holderOf, type Staff } from './assign-rules.ts'
import { byKeyOf, fateOf, isBlockDone, unbegun } from './branch-rules.ts'
import { canPutIn, putIn } from './part-rules.ts'
import { requestFor, stockAfter } from './request-rules.ts'

/**
 * What the steps of a running plan stand on. `staff`: on duty there, with how many steps they hold in other plans. `blocks`: published
 * editions that steps may put in. `pool`: resources of the community. `at`: the place, for what is nearest. `now`: epoch milliseconds.
 */
export type Ground = { now: number; staff: readonly Staff[]; pool: readonly Resource[]; blocks: readonly Plan[]; at: LonLat | null }

/** `opened`: the steps that began with this, in that order, whose messages leave. `taken`: resources with less in stock. */
export type Flow = { activation: Activation; opened: ActivationStep[]; taken: Resource[] }

/** Opens and passes whatever can be, and carries out what the system does by itself, until nothing moves any more. */
export function settle(activation: Activation, ground: Ground): Flow {
  let flow: Flow = { activation, opened: [], taken: [] }
  for (let next = turn(flow, ground); next; next = turn(flow, ground)) flow = next
  return flow
}

function turn(flow: Flow, ground: Ground): Flow | null {
  const { steps } = flow.activation
  const byKey = byKeyOf(steps)
  for (const step of steps) {
    const fate = fateOf(step, byKey)
    if (fate === 'passes') return put(flow, { ...step, state: 'passed' })
    if (fate === 'opens') return begin(flow, step, ground)
    if (isBlockDone(step, steps)) return put(flow, { ...step, state: 'done', doneAt: laterOf(step.openedAt, ground.now) })
  }
  return null
}

/** Kinds that a person carries out; a wait only where it is for a person. */
export const isOfPerson = (step: Pick<ActivationStep, 'kind' | 'wait'>): boolean => personal.includes(kindOf(step)) || (kindOf(step) === 'wait' && (step.wait ?? { until: 'person' }).until === 'person')
const personal: readonly StepKind[] = ['do', 'decide', 'roll-call', 'instruct']

const holdsSteps = ({ steps }: Pick<Activation, 'steps'>, { key }: Pick<ActivationStep, 'key'>): boolean => steps.some(({ part }) => part === key)
/** The same of a step of this plan: a block that was not put in is somebody's too. */
export const isForPerson = (step: ActivationStep, activation: Pick<Activation, 'steps'>): boolean => isOfPerson(step) || (kindOf(step) === 'block' && !holdsSteps(activation, step))

function begin(flow: Flow, waiting: ActivationStep, ground: Ground): Flow {
  const { activation } = flow
  const openedAt = laterOf(activation.startedAt, ground.now)
  const step: ActivationStep = {
    ...unbegun(waiting), state: 'open', openedAt, dueAt: waiting.minutes === null ? null : laterBy(openedAt, waiting.minutes),
  }
  const done: ActivationStep = { ...step, state: 'done', doneAt: openedAt, dueAt: null }
  switch (kindOf(step)) {
    case 'notify':
      return opening(flow, done)
    case 'order':
      return opening(flow, { ...done, made: idFrom('plan-order', activation.id, step.key, step.round ?? 1) })
    case 'request':
      return step.request ? requested(flow, done, step.request, ground) : opening(flow, done)
    case 'block':
      return blocked(flow, step, ground)
    default:
      return opening(flow, isOfPerson(step) ? given(activation, step, ground) : step)
  }
}

/** A block that cannot be put in, or that a block of the plan would put in, is carried out by a person. */
function blocked(flow: Flow, step: ActivationStep, ground: Ground): Flow {
  const { activation } = flow
  if (holdsSteps(activation, step)) return opening(flow, step)
  const nested = activation.parts?.find(({ key }) => key === step.part)?.by === null
  const plan = nested ? undefined : ground.blocks.find(({ series }) => series === step.block)
  if (!plan || !canPutIn(activation, plan, step.key)) return opening(flow, given(activation, step, ground))
  const begun = opening(flow, step)
  return { ...begun, activation: putIn(begun.activation, plan, { key: step.key, by: null }) }
}

function requested(flow: Flow, step: ActivationStep, { kind, amount }: Pick<ResourceRequest, 'kind' | 'amount'>, { pool, at, now }: Ground): Flow {
  const { activation } = flow
  const requests = activation.requests ?? []
  const left = pool.map((one) => flow.taken.find(({ id }) => id === one.id) ?? one)
  const asked = { ...requestFor({ key: requestKey(requests), step: step.key, kind, amount }, left, at, activation.commander, now), version: activation.version + 1 }
  const { drawn: _none, ...dry } = asked
  const called = isDrill(activation.mode) ? dry : asked
  // Several may call on the same: it is written once.
  const less = stockAfter(left, null, called).map((one) => ({ ...one, version: (pool.find(({ id }) => id === one.id)?.version ?? 0) + 1 }))
  const taken = [...flow.taken.filter(({ id }) => !less.some((one) => one.id === id)), ...less]
  return opening({ ...flow, activation: { ...activation, requests: [...requests, called] }, taken }, step)
}

/** Always another one: no request is ever taken away again. */
export const requestKey = (requests: readonly ResourceRequest[]): string => `r${requests.length + 1}`

/** The step as somebody's: whoever is to have it of those on duty, until when they must say so, and if nobody, the commander's. */
export function given(activation: Activation, step: ActivationStep, { staff, now }: Ground): ActivationStep {
  const free = staff.map((one) => ({ ...one, busy: one.busy + held(activation, one.id) }))
  const found = holderFor(step, free, step.passedOn ?? [])
  if (!found) return { ...step, holder: null, acceptedAt: null, acceptBy: null }
  return { ...step, holder: holderOf(found.person), acceptedAt: null, acceptBy: acceptBy(activation, step, found.person.id, { staff, now }) }
}

/** The step as that of whoever comes next. */
export function passedOn(activation: Activation, step: ActivationStep, ground: Ground): ActivationStep {
  return given(activation, { ...step, holder: null, passedOn: step.holder ? [...new Set([...(step.passedOn ?? []), step.holder.person])] : step.passedOn }, ground)
}

/** Nobody is pressed to accept where there is nobody else to ask. */
export function acceptBy({ acceptMinutes }: Activation, step: ActivationStep, holder: string, { staff, now }: Pick<Ground, 'staff' | 'now'>): string | null {
  const next = holderFor(step, staff, [...(step.passedOn ?? []), holder])
  return acceptMinutes && next && isOfPerson(step) ? laterBy(laterOf(step.openedAt, now), acceptMinutes) : null
}

/** Steps under way that somebody holds in it. */
export const held = ({ steps }: Pick<Activation, 'steps'>, person: string): number => steps.filter((step) => isUnderWay(step) && step.holder?.person === person).length

const opening = (flow: Flow, step: ActivationStep): Flow => ({ ...put(flow, step), opened: [...flow.opened, step] })
const put = (flow: Flow, step: ActivationStep): Flow => ({
  ...flow, activation: { ...flow.activation, steps: flow.activation.steps.map((one) => (one.key === step.key ? step : one)) },
})

/** One version more. Steps that changed carry it, so that who saw them before is told that somebody was faster. */
export function stamped(before: Activation, next: Activation): Activation {
  const version = before.version + 1
  const was = byKeyOf(before.steps)
  const steps = next.steps.map((step): ActivationStep => {
    if (was.get(step.key) !== step) return tidyStep({ ...step, version })
    // Of before steps had versions of their own.
    return step.version ? step : { ...step, version: before.version }
  })
  return { ...next, version, steps }
}

/** The instant, or that of something that it cannot be before, whatever a clock says. */
export const laterOf = (than: string | null, now: number): string => new Date(Math.max(now, than === null ? now : Date.parse(than))).toISOString()
export const laterBy = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString()
