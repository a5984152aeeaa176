import { wasHeld } from '#db/schema/drills.ts'
import type { ComingDrill, HeldDrill } from './duty-rules.ts'
import type { Parts } from '../parts.ts'

/** As long ago as a cadence can reach. */
const years = 5

/**
 * Of these communities the last drill of each scene that was held to its end, and the last that was of another scene than the one before
 * it.
 */
export async function heldDrills({ sql }: Pick<Parts, 'sql'>, communities: readonly string[]): Promise<HeldDrill[]> {
  const rows = await sql<{ id: string; community: string; scene: HeldDrill['scene']; ended_at: string; another: boolean }[]>`
    with held as (
      select d.id, d.community_id as community, d.scene, d.ended_at, lag(d.id) over own is null or lag(d.scene) over own is distinct from d.scene as another
      from drill d
      where d.community_id = any(${[...communities]}::uuid[]) and d.ended_at > now() - make_interval(years => ${years}) and ${sql.unsafe(wasHeld)}
      window own as (partition by d.community_id order by d.ended_at, d.id)
    )
    (select distinct on (community, scene) * from held order by community, scene, ended_at desc)
    union
    (select distinct on (community) * from held where another order by community, ended_at desc)`
  return rows.map(({ ended_at: endedAt, ...row }) => ({ ...row, endedAt: new Date(endedAt).toISOString() }))
}

export async function comingDrills({ sql }: Pick<Parts, 'sql'>, communities: readonly string[]): Promise<ComingDrill[]> {
  const rows = await sql<{ id: string; community: string; scene: ComingDrill['scene']; planned_at: string }[]>`
    select id, community_id as community, scene, planned_at from drill where state = 'planned' and community_id = any(${[...communities]}::uuid[])`
  return rows.map(({ planned_at: plannedAt, ...row }) => ({ ...row, plannedAt: new Date(plannedAt).toISOString() }))
}
