import { agreeWithin, isOver, type Activation, type FinishActivation, type StartActivation } from '#shared/activations.ts'
import type { LonLat } from '#shared/geo.ts'
import { real } from '#shared/modes.ts'
import type { Plan } from '#shared/plans.ts'
import type { z } from 'zod'
import { flowing, telling, type Decision } from './decision.ts'
import { laterBy, settle, stamped, type Ground } from './flow-rules.ts'
import { withReason } from './note-rules.ts'
import { waitingStep } from './part-rules.ts'
import { notNow, outdated, wrong } from './step-refusals.ts'

/** Whose word it is: the name that is shown, the account, and the person of the staff where it is one. */
export type Mover = { name: string; user: string | null; person: string | null }
type Start = Omit<z.output<typeof StartActivation>, 'at'>
/** Where a plan is carried out: said in one way only, so that who means the same place says the same. */
export type Place = { community: string; building: string | null; buildings: string[] | null; unit: string | null; area: LonLat[] | null }
type Seen = { version: number }

/** One building is `building`, however it was named; several are all of `buildings`. */
export function placeOf({ community, building, buildings, unit, area }: Pick<Start, 'community' | 'building' | 'buildings' | 'unit' | 'area'>): Place {
  const named = [...new Set([...(building ? [building] : []), ...(buildings ?? [])])].toSorted()
  const [only = null] = named.length === 1 ? named : []
  return { community, building: only, buildings: named.length > 1 ? named : null, unit: unit || null, area: area ?? null }
}

/** Whether it takes two for real: it says so, or one of the `blocks` does whose steps it puts in. */
export const takesTwo = ({ secondPerson, steps }: Pick<Plan, 'secondPerson' | 'steps'>, blocks: readonly Plan[]): boolean =>
  secondPerson || blocks.some((block) => block.secondPerson && steps.some((step) => step.block === block.series))

/** The plan's steps are copied: what is edited later changes nothing here. A plan that takes two waits for the second. */
export function decideStart(id: string, plan: Plan, request: Start, { mode, by, commander }: { mode: string; by: Mover; commander: Mover }, ground: Ground): Decision {
  const startedAt = iso(ground.now)
  const asks = mode === real && takesTwo(plan, ground.blocks)
  const blank: Activation = {
    id, version: 0, plan: plan.id, scene: plan.scene, name: plan.name, community: request.community, building: request.building ?? null, place: request.place, alarm: request.alarm ?? null,
    commander: commander.name, reason: request.reason, state: asks ? 'asked' : 'running', startedAt, targetAt: plan.targetMinutes === null ? null : laterBy(startedAt, plan.targetMinutes), finishedAt: null,
    steps: plan.steps.map(waitingStep), mode, edition: plan.edition, series: plan.series, buildings: request.buildings ?? null, unit: request.unit ?? null, area: request.area ?? null,
    commanderPerson: commander.person, commanderUser: commander.user, acceptMinutes: plan.acceptMinutes,
    asked: asks ? { by: by.name, user: by.user ?? '', until: iso(ground.now + agreeWithin) } : null,
  }
  // All of them are new: each carries the first version.
  const first = { ...blank, steps: [] }
  if (asks) return { before: null, told: [{ fact: 'activation.asked', activation: stamped(first, blank) }], opened: [], taken: [] }
  const { activation, opened, taken } = settle(blank, ground)
  return { before: null, told: [{ fact: 'activation.started', activation: stamped(first, activation) }], opened, taken }
}

/** Only now does anything begin, and is anybody told. */
export function decideAgree(activation: Activation, request: Seen & { reason: string }, by: Mover, ground: Ground): Decision {
  checkAsked(activation, request, ground.now)
  if (by.user === activation.asked?.user) throw wrong('id', 'fourEyes')
  const { startedAt, targetAt } = activation
  const begun = { startedAt: iso(ground.now), targetAt: targetAt && iso(ground.now + Date.parse(targetAt) - Date.parse(startedAt)) }
  return flowing(activation, 'activation.started', settle({ ...withReason(activation, request.reason, by, ground.now), ...begun, state: 'running' }, ground))
}

export function decideRefuse(activation: Activation, request: Seen & { reason: string }, by: Mover, now: number): Decision {
  checkAsked(activation, request, now)
  if (!request.reason) throw wrong('reason')
  return telling(activation, 'activation.refused', { ...withReason(activation, request.reason, by, now), state: 'refused', finishedAt: iso(now) })
}

export const decideLapse = (activation: Activation, now: number): Decision => telling(activation, 'activation.lapsed', { ...activation, state: 'refused', finishedAt: iso(now) })

function checkAsked(activation: Activation, { version }: Seen, now: number): void {
  if (version !== activation.version) throw outdated(activation)
  if (activation.state !== 'asked' || !activation.asked || now >= Date.parse(activation.asked.until)) throw notNow(activation)
}

/** The commander stands down; steps that were not done stay as they are. `orders`: those that become orders. */
export function decideFinish(activation: Activation, request: z.output<typeof FinishActivation>, by: Mover, now: number): Decision {
  checkRunning(activation, request)
  const open = new Set(activation.steps.filter((step) => !isOver(step)).map(({ key }) => key))
  request.orders.forEach((key, i) => {
    if (!open.has(key)) throw wrong(`orders.${i}`, 'orders')
  })
  const over = { state: 'finished', finishedAt: iso(now), stoodDown: some(request.stoodDown), left: some([...new Set(request.orders)]) } as const
  return telling(activation, 'activation.finished', { ...withReason(activation, request.note, by, now), ...over })
}

export function decideAbort(activation: Activation, request: Seen & { reason: string }, by: Mover, now: number): Decision {
  // Whatever has happened since it was seen.
  if (activation.state !== 'running') throw notNow(activation)
  if (!request.reason) throw wrong('reason')
  return telling(activation, 'activation.aborted', { ...withReason(activation, request.reason, by, now), state: 'aborted', finishedAt: iso(now) })
}

export function decideHandOver(activation: Activation, request: Seen & { reason: string }, { to, by, now }: { to: Mover; by: Mover; now: number }): Decision {
  checkRunning(activation, request)
  const next = { ...withReason(activation, request.reason, by, now), commander: to.name, commanderPerson: to.person, commanderUser: to.user }
  return telling(activation, 'activation.handed-over', next)
}

/** Clocks that ran on and steps that others moved are no reason against it; that a person changed the plan as a whole is. */
export function checkRunning(activation: Activation, { version }: Seen): void {
  if (version > activation.version || version < (activation.touched ?? 1)) throw outdated(activation)
  if (activation.state !== 'running') throw notNow(activation)
}

const some = <T>(list: readonly T[]): T[] | null => (list.length > 0 ? [...list] : null)
const iso = (at: number): string => new Date(at).toISOString()
