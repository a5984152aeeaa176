import { eq } from 'drizzle-orm'
import { plans } from '#db/schema/plans.ts'
import type { DeviceKind } from '#shared/devices.ts'
import type { Post } from '#shared/people.ts'
import type { PlanWorld } from '#shared/plan-rules.ts'
import { kindOf } from '#shared/plans.ts'
import type { ResourceKind } from '#shared/resources.ts'
import type { Parts } from '../parts.ts'

const week = 7 * 86_400_000

/** What the company has, for a plan to be held against. `series`: the plan's own, null where it is new; `now`: epoch milliseconds. */
export async function readPlanWorld(parts: Pick<Parts, 'db' | 'sql'>, series: string | null, now: number): Promise<PlanWorld> {
  const [onDuty, kinds, published] = await Promise.all([
    readOnDuty(parts, now),
    parts.sql<{ resources: ResourceKind[]; devices: DeviceKind[] }[]>`
      select array(select distinct kind from resource where ended is not true) as resources, array(select distinct kind from device where removed_at is null) as devices`,
    parts.db.select({ series: plans.series, steps: plans.steps }).from(plans).where(eq(plans.state, 'published')),
  ])
  const blocksIn = published.map((plan) => ({ series: plan.series, blocks: plan.steps.flatMap((step) => (kindOf(step) === 'block' && step.block ? [step.block] : [])) }))
  return {
    onDuty,
    resources: kinds[0]?.resources ?? [],
    devices: kinds[0]?.devices ?? [],
    blocks: new Map(blocksIn.map((plan) => [plan.series, { holdsBlocks: plan.blocks.length > 0 || plan.series === series }])),
    isBlock: blocksIn.some((plan) => plan.series !== series && series !== null && plan.blocks.includes(series)),
  }
}

/** The posts of each moment at which somebody comes or goes; where nobody is planned at all, nothing is said. */
async function readOnDuty({ sql: query }: Pick<Parts, 'sql'>, now: number): Promise<Post[][]> {
  const [from, until] = [new Date(now).toISOString(), new Date(now + week).toISOString()]
  const rows = await query<{ posts: Post[] }[]>`
    with planned as materialized (
      select distinct community_id, post, greatest(starts_at, ${from}) as since, ends_at as until from shift where state = 'planned' and ends_at > ${from} and starts_at < ${until}
    ), moment as (
      select community_id, since as at from planned union select community_id, until from planned where until < ${until}
    )
    select distinct posts from (
      select array_agg(distinct post order by post) as posts from moment join planned using (community_id) where since <= at and until > at group by community_id, at
    ) there`
  return rows.map(({ posts }) => posts)
}
