import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import { activations } from '#db/schema/activations.ts'
import { cadences, drills, scores } from '#db/schema/drills.ts'
import { devices } from '#db/schema/devices.ts'
import { plans } from '#db/schema/plans.ts'
import { communities } from '#db/schema/sites.ts'
import type { Activation } from '#shared/activations.ts'
import type { Cadence, Drill, Score } from '#shared/drills.ts'
import type { Plan } from '#shared/plans.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>

const { codeHash, ...columns } = getTableColumns(drills)

export async function findDrill({ db }: Reads, id: string): Promise<Drill | null> {
  const [drill] = await db.select(columns).from(drills).where(eq(drills.id, id))
  return drill ?? null
}

export async function drillOfCode({ db }: Reads, hash: string): Promise<Drill | null> {
  const [drill] = await db.select(columns).from(drills).where(eq(codeHash, hash))
  return drill ?? null
}

/** Of these communities (null: of all): those that run, those planned, soonest first, then the newest. */
export const drillsIn = ({ db }: Reads, communities: readonly string[] | null, most: number): Promise<Drill[]> =>
  db
    .select(columns)
    .from(drills)
    .where(communities ? inArray(drills.community, [...communities]) : undefined)
    .orderBy(
      sql`case when ${drills.state} = 'running' then 0 when ${drills.state} = 'planned' then 1 else 2 end`, sql`case when ${drills.state} = 'planned' then ${drills.plannedAt} end`,
      sql`coalesce(${drills.startedAt}, ${drills.plannedAt}) desc nulls last`, drills.id,
    )
    .limit(most)

/** The last one of the same plan that was held there before this one. */
export async function drillBefore({ db }: Reads, { id, community, plan, startedAt }: Drill): Promise<Drill | null> {
  if (!plan) return null
  const [drill] = await db
    .select(columns)
    .from(drills)
    .where(and(eq(drills.community, community), eq(drills.plan, plan), eq(drills.state, 'ended'), sql`${drills.id} <> ${id}`, startedAt ? sql`${drills.startedAt} < ${startedAt}` : undefined))
    .orderBy(desc(drills.startedAt))
    .limit(1)
  return drill ?? null
}

export async function publishedEdition({ db }: Reads, series: string): Promise<Plan | null> {
  const [plan] = await db.select().from(plans).where(and(eq(plans.series, series), eq(plans.state, 'published')))
  return plan ?? null
}

/** As residents know it: the edition in force, else the last one that was. */
export async function nameOfPlan({ db }: Reads, series: string): Promise<Plan['name'] | null> {
  const [plan] = await db.select({ name: plans.name }).from(plans).where(eq(plans.series, series)).orderBy(sql`${plans.state} = 'published' desc`, desc(plans.edition)).limit(1)
  return plan?.name ?? null
}

export async function communityOf({ db }: Reads, id: string): Promise<{ name: Plan['name']; zone: string } | null> {
  const [community] = await db.select({ name: communities.name, zone: communities.zone }).from(communities).where(eq(communities.id, id))
  return community ?? null
}

export async function findActivation({ db }: Reads, id: string): Promise<Activation | null> {
  const [activation] = await db.select().from(activations).where(eq(activations.id, id))
  return activation ?? null
}

/** Oldest first, also those that were struck out. */
export const scoresOf = ({ db }: Reads, drill: string): Promise<Score[]> => db.select().from(scores).where(eq(scores.drill, drill)).orderBy(scores.at, scores.id)

export const cadencesInForce = ({ db }: Reads): Promise<Cadence[]> => db.select().from(cadences).where(eq(cadences.ended, false)).orderBy(sql`${cadences.community} nulls first`, sql`${cadences.scene} nulls first`)

export async function findCadence({ db }: Reads, id: string): Promise<Cadence | null> {
  const [cadence] = await db.select().from(cadences).where(eq(cadences.id, id))
  return cadence ?? null
}

/** Of these devices, those that the community has. */
export async function devicesOf({ db }: Reads, community: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const found = await db.select({ id: devices.id }).from(devices).where(and(eq(devices.community, community), inArray(devices.id, [...ids]), sql`${devices.removedAt} is null`))
  return new Set(found.map(({ id }) => id))
}

/**
 * Of these photos, those that a drill may show: those of orders of its community, its own, and what `by` handed in and put to nothing yet,
 * which is `free`: it belongs to the drill from then on.
 */
export async function photosOf({ sql }: Pick<Parts, 'sql'>, { id, community }: Pick<Drill, 'id' | 'community'>, by: string, photos: readonly string[]): Promise<{ id: string; free: boolean }[]> {
  if (photos.length === 0) return []
  return sql<{ id: string; free: boolean }[]>`
    select photo.id, put.id is null as free from photo left join order_photo put on put.id = photo.id left join work_order o on o.id = put.order_id
    where photo.id = any(${[...new Set(photos)]}::uuid[]) and (o.community_id = ${community} or put.order_id = ${id} or (put.id is null and photo.by = ${by}))`
}

export async function findScore({ db }: Reads, id: string): Promise<Score | null> {
  const [score] = await db.select().from(scores).where(eq(scores.id, id))
  return score ?? null
}
