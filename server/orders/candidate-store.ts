import { eq } from 'drizzle-orm'
import { openOrders } from '#db/schema/orders.ts'
import { buildings } from '#db/schema/sites.ts'
import { middle, type LonLat } from '#shared/geo.ts'
import type { Order } from '#shared/orders.ts'
import type { Skill } from '#shared/people.ts'
import type { Language } from '#shared/text.ts'
import type { Parts } from '../parts.ts'
import { asTheCrowWalks, carriedOf, type Scene, type Staff } from './candidate-rules.ts'
import { readGrounds, type Ground } from './site-store.ts'

/** The people of a community, and what is needed to tell how far they are from where. */
export type Crew = Ground & { staff: Staff[] }

type Load = Pick<Order, 'id' | 'building' | 'category' | 'state' | 'arriveBy' | 'arrivedAt' | 'finishBy' | 'finishedAt'>
type Row = {
  id: string; community: string; skills: Skill[]; languages: Language[] | null; grid: string | null; on_shift: boolean
  carries: Load[]; offered: string[]; given_at: number | null; lon: number | null; lat: number | null; at: number | null
}

const nowhere: Ground = { buildings: new Map(), metres: asTheCrowWalks }

/** Everybody who works in each of these communities with what they carry, in one statement. `mode`: the orders of which world. */
export async function readCrews(parts: Pick<Parts, 'sql'>, communities: readonly string[], mode: string, now: number): Promise<ReadonlyMap<string, Crew>> {
  const { sql } = parts
  const ids = [...communities]
  const at = new Date(now).toISOString()
  const [rows, grounds] = await Promise.all([
    sql<Row[]>`
      with open as materialized (
        select id, state, building_id, category, assignee_id, dispatch, arrive_by, arrived_at, finish_by, finished_at, assigned_at from work_order
        where community_id = any(${ids}::uuid[]) and ${sql.unsafe(openOrders)} and state not in ('done', 'verified') and mode = ${mode}
      ), load as (
        select assignee_id, max(assigned_at) as given_at, jsonb_agg(jsonb_build_object('id', id, 'building', building_id, 'category', category, 'state', state,
          'arriveBy', arrive_by, 'arrivedAt', arrived_at, 'finishBy', finish_by, 'finishedAt', finished_at)) as carries
        from open where assignee_id is not null group by assignee_id
      ), offer as (
        select dispatch ->> 'person' as person, array_agg(id) as orders from open where assignee_id is null and dispatch ->> 'person' is not null group by 1
      )
      select p.id, p.community_id as community, p.skills, p.languages, p.grid, l.lon, l.lat, (extract(epoch from l.at) * 1000)::float8 as at,
        exists (select from shift s where s.person_id = p.id and s.community_id = p.community_id and s.state = 'planned'
          and s.starts_at <= ${at}::timestamptz and s.ends_at > ${at}::timestamptz) as on_shift,
        coalesce(load.carries, '[]') as carries, coalesce(offer.orders, '{}') as offered,
        (extract(epoch from greatest(load.given_at, (select w.assigned_at from work_order w
          where w.assignee_id = p.id and w.finished_at is not null order by w.finished_at desc limit 1))) * 1000)::float8 as given_at
      from person p
      left join position_latest l on l.person_id = p.id
      left join load on load.assignee_id = p.id
      left join offer on offer.person = p.id::text
      where p.community_id = any(${ids}::uuid[]) and p.left_at is null`,
    readGrounds(parts, communities),
  ])
  return new Map(communities.map((community) => [community, {
    ...(grounds.get(community) ?? nowhere), staff: rows.filter((row) => row.community === community).map(staffOf),
  }]))
}

const staffOf = (row: Row): Staff => ({
  id: row.id,
  skills: row.skills,
  languages: row.languages ?? ['zh'],
  grid: row.grid,
  onShift: row.on_shift,
  carries: row.carries.map(carriedOf),
  offered: row.offered,
  givenAt: row.given_at,
  position: row.lon === null || row.lat === null || row.at === null ? null : { point: [row.lon, row.lat], at: row.at },
})

/** The people of the order's community. */
export async function readCrew(parts: Pick<Parts, 'sql'>, { community, mode }: Pick<Order, 'community' | 'mode'>, now: number): Promise<Crew> {
  const crews = await readCrews(parts, [community], mode, now)
  return crews.get(community) ?? { ...nowhere, staff: [] }
}

/** Where an order's work is: its own point, else its building's middle. A building lies in the grid of whoever has one and an order there. */
export function sceneOf({ staff, buildings: places, metres }: Crew, { point, building }: Pick<Order, 'point' | 'building'>): Scene {
  const place = point ?? (building === null ? null : (places.get(building) ?? null))
  const owner = building === null ? undefined : staff.find(({ grid, carries }) => grid !== null && carries.some((one) => one.building === building))
  return { place, grid: owner?.grid ?? null, metres }
}

/** Where the work is: the order's own point, else its building's middle. */
export async function placeOf(parts: Pick<Parts, 'db'>, order: Pick<Order, 'point' | 'building'>): Promise<LonLat | null> {
  if (order.point || !order.building) return order.point
  const [building] = await parts.db.select({ footprint: buildings.footprint }).from(buildings).where(eq(buildings.id, order.building))
  return building ? middle(building.footprint) : null
}
