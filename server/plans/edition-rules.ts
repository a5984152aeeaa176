import { PlanContent, type Plan, type PlanState } from '#shared/plans.ts'
import { Refusal } from '../refusal.ts'

type By = { name: string; now: number }

const contentKeys = Object.keys(PlanContent.shape) as (keyof PlanContent)[]

/** What an edition says, without what is known about it. */
export const contentOf = (plan: PlanContent): PlanContent => Object.fromEntries(contentKeys.map((key) => [key, plan[key]])) as PlanContent

/**
 * The next edition of a series, as it is written down. `editions`: those that there are.
 * @throws Refusal illegal-move where one is being worked on already
 */
export function drafted(id: string, content: PlanContent, { series, editions, by }: { series: string | null; editions: readonly Plan[]; by: By }): Plan {
  const open = editions.find(({ state }) => state === 'draft' || state === 'review')
  if (open) throw new Refusal('illegal-move', { current: open })
  return {
    id, version: 1, series: series ?? id, edition: Math.max(0, ...editions.map(({ edition }) => edition)) + 1, state: 'draft', ...contentOf(content), ...written(by),
    publishedAt: null, publishedBy: null, change: '', findings: [], returned: null,
  }
}

/** @throws Refusal illegal-move for one that is no draft, conflict for another version */
export const changed = (plan: Plan, version: number, content: PlanContent, by: By): Plan => ({ ...moved(plan, version, ['draft'], 'draft'), ...contentOf(content), ...written(by) })

export const submitted = (plan: Plan, version: number): Plan => ({ ...moved(plan, version, ['draft'], 'review'), returned: null })
/** Who wrote it finds there what is wrong with it. */
export const returned = (plan: Plan, version: number, reason: string, { name, now }: By): Plan =>
  ({ ...moved(plan, version, ['review'], 'draft'), returned: { by: name, at: new Date(now).toISOString(), reason } })

/** `change`: what is different from the edition before; `findings`: those that it takes in. */
export const published = (plan: Plan, version: number, { change, findings, by }: { change: string; findings: string[]; by: By }): Plan => ({
  ...moved(plan, version, ['review'], 'published'), publishedAt: new Date(by.now).toISOString(), publishedBy: by.name, change, findings,
})

/** What is in force goes out of it, what is being worked on is dropped. */
export const retired = (plan: Plan, version: number): Plan => moved(plan, version, ['draft', 'review', 'published'], 'retired')

function moved(plan: Plan, version: number, from: readonly PlanState[], to: PlanState): Plan {
  if (!from.includes(plan.state)) throw new Refusal('illegal-move', { current: plan })
  if (plan.version !== version) throw new Refusal('conflict', { current: plan })
  return { ...plan, version: version + 1, state: to }
}

const written = ({ name, now }: By): Pick<Plan, 'by' | 'changedAt'> => ({ by: name, changedAt: new Date(now).toISOString() })
