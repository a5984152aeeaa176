import { eq } from 'drizzle-orm'
import { cadences, wasHeld } from '#db/schema/drills.ts'
import { plans } from '#db/schema/plans.ts'
import { ratingPoints, type Cadence } from '#shared/drills.ts'
import type { Post } from '#shared/people.ts'
import type { Place } from '../identity/caller.ts'
import type { Parts } from '../parts.ts'
import { looksAhead, type Held, type Pooled, type Rated, type Standing } from './readiness-rules.ts'

type Reads = Pick<Parts, 'db' | 'sql'>

/** Published plans but for parts of others, which begin by nothing themselves. */
export async function readRated({ db }: Reads): Promise<Rated[]> {
  const { id, series, scene, steps, resources, publishedAt, triggers } = plans
  const published = await db.select({ id, series, scene, steps, resources, publishedAt, triggers }).from(plans).where(eq(plans.state, 'published'))
  const blocks = new Set(published.flatMap((plan) => plan.steps.flatMap(({ block }) => block ?? [])))
  return published.filter((plan) => plan.triggers.length > 0 || !blocks.has(plan.series))
}

export const readCadences = ({ db }: Reads): Promise<Pick<Cadence, 'community' | 'scene' | 'months'>[]> =>
  db.select({ community: cadences.community, scene: cadences.scene, months: cadences.months }).from(cadences).where(eq(cadences.ended, false))

/** Communities in one statement, so that each ends in time. */
const atOnce = 500

/** What is known of each of these communities, by three statements for hundreds of them. `now`: epoch milliseconds. */
export async function readStandings(parts: Reads, places: readonly Place[], now: number): Promise<Standing[]> {
  const standings: Standing[] = []
  for (let from = 0; from < places.length; from += atOnce) standings.push(...(await readSome(parts, places.slice(from, from + atOnce), now)))
  return standings
}

async function readSome(parts: Reads, places: readonly Place[], now: number): Promise<Standing[]> {
  const ids = places.map(({ id }) => id)
  const [cover, resources, drills] = await Promise.all([readCover(parts, ids, now), readResources(parts, ids), readHeld(parts, ids)])
  return places.map(({ id, zone }) => ({ community: id, zone, cover: cover.get(id) ?? [], resources: resources.get(id) ?? [], drills: drills.get(id) ?? [] }))
}

type Row<T> = T & { community: string }

/** Between two moments at which somebody comes or goes the same posts are there; how long each set of posts is, together. */
async function readCover({ sql }: Reads, ids: string[], now: number): Promise<Map<string, Standing['cover']>> {
  const [from, until] = [new Date(now).toISOString(), new Date(now + looksAhead).toISOString()]
  const rows = await sql<Row<{ posts: Post[]; seconds: number }>[]>`
    with planned as materialized (
      select community_id, post, lower(held) as since, upper(held) as until from (
        select community_id, post, unnest(range_agg(tstzrange(greatest(starts_at, ${from}), least(ends_at, ${until})))) as held
        from shift where community_id = any(${ids}::uuid[]) and state = 'planned' and ends_at > ${from} and starts_at < ${until} group by 1, 2
      ) together
    ), moment as (
      select community_id, since as at from planned union select community_id, until from planned
    ), span as materialized (
      select community_id, at, lead(at) over (partition by community_id order by at) as until from moment
    ), there as (
      select span.community_id, span.at, span.until, array_agg(post order by post) as posts
      from span join planned on planned.community_id = span.community_id and planned.since <= span.at and planned.until > span.at
      where span.until is not null group by 1, 2, 3
    )
    select community_id as community, posts, sum(extract(epoch from until - at))::double precision as seconds from there group by 1, 2`
  return grouped(rows)
}

async function readResources({ sql }: Reads, ids: string[]): Promise<Map<string, Pooled[]>> {
  const rows = await sql<Row<Pooled>[]>`
    select community_id as community, kind, name, stock, good_until::text as "goodUntil", contacted_at as "contactedAt", contact <> '' as contact
    from resource where community_id = any(${ids}::uuid[]) and ended is not true`
  return grouped(rows)
}

/** Residents have one voice together, as in the drill's result. */
async function readHeld({ sql }: Reads, ids: string[]): Promise<Map<string, Held[]>> {
  const rows = await sql<Row<Held>[]>`
    with last as materialized (
      select distinct on (d.community_id, d.plan_series) d.id, d.community_id, d.plan_series, d.ended_at
      from drill d where d.community_id = any(${ids}::uuid[]) and d.plan_series is not null and ${sql.unsafe(wasHeld)}
      order by d.community_id, d.plan_series, d.ended_at desc
    ), voice as (
      select s.drill_id, one ->> 'objective' as objective, avg((${JSON.stringify(ratingPoints)}::text::jsonb ->> (one ->> 'rating'))::double precision) as points
      from drill_score s join last on last.id = s.drill_id cross join jsonb_array_elements(s.rated) one where s.struck is null group by 1, 2, case s.kind when 'observer' then s.id end
    ), scored as (
      select drill_id, objective, avg(points) as points from voice group by 1, 2
    )
    select last.community_id as community, plan_series as plan, ended_at as "endedAt", coalesce(array_agg(points) filter (where points is not null), '{}') as points
    from last left join scored on scored.drill_id = last.id group by last.id, 1, 2, 3`
  return grouped(rows)
}

function grouped<T extends { community: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.community)
    if (group) group.push(row)
    else groups.set(row.community, [row])
  }
  return groups
}
