import type { Activation, ActivationPreview } from '#shared/activations.ts'
import type { LonLat } from '#shared/geo.ts'
import type { PlanNeed, PlanStep } from '#shared/plans.ts'
import { isFirm, type Resource } from '#shared/resources.ts'
import { holderFor } from './assign-rules.ts'
import { isOfPerson, type Ground } from './flow-rules.ts'
import { foundIn } from './request-rules.ts'

/**
 * Who gets each step. `begun`: the plan as it would be once started: what opens at once has its holder; what comes later is given to
 * whoever has least to do by then, of which this is a guess.
 */
export function stepsPreviewed(steps: readonly PlanStep[], begun: Activation, staff: Ground['staff']): ActivationPreview['steps'] {
  return steps.map((step) => {
    const started = begun.steps.find(({ key }) => key === step.key)
    const id = started?.state === 'waiting' ? holderFor(step, staff, [])?.person.id : started?.holder?.person
    const found = isOfPerson(step) ? staff.find((one) => one.id === id) : undefined
    return { key: step.key, person: found ? { person: found.id, name: found.name } : null, standIn: found !== undefined && found.post !== step.post, busy: found?.busy ?? 0 }
  })
}

/** Of each kind that the plan's table names, what there is, nearest first, and how much is missing. A firm counts as one; of what is not counted there is enough. */
export function needsPreviewed(needs: readonly PlanNeed[], pool: readonly Resource[], at: LonLat | null, now: number): ActivationPreview['resources'] {
  const kinds = [...new Set(needs.map(({ kind }) => kind))]
  return kinds.map((kind) => {
    const amount = needs.filter((need) => need.kind === kind).reduce((sum, need) => sum + need.amount, 0)
    const found = foundIn(pool, { kind, amount }, at, now)
    const there = found.reduce((sum, { resource }) => sum + (isFirm(kind) ? 1 : (resource.stock ?? amount)), 0)
    return { kind, amount, found: found.map(({ resource: { id, name, stock }, metres }) => ({ resource: id, name, stock: stock ?? null, metres })), short: Math.max(0, amount - there) }
  })
}
