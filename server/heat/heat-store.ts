import type { Sql } from '#db/client.ts'
import { heatLevel, usualDays, type BuildingHeat, type HeatWindow } from '#shared/heat.ts'
import { dayBefore, localTime, type HeatCounts } from './heat-rules.ts'
import { readUsual, type Span } from './usual-store.ts'

/** Zones by community; null communities: all. */
export async function zonesOf(sql: Sql, communities: readonly string[] | null): Promise<Map<string, string>> {
  if (communities?.length === 0) return new Map()
  const rows = await sql<{ id: string; zone: string }[]>`
    select id, zone from community ${communities ? sql`where id = any(${[...communities]}::uuid[])` : sql``}`
  return new Map(rows.map((row) => [row.id, row.zone]))
}

/** One statement: counts are added only if the cursor was still at `from`, and it is then at `to`. False where it was not. */
export async function addHeat(sql: Sql, from: number, to: number, { days, hours, profile }: HeatCounts, oldest: number): Promise<boolean> {
  const keep = new Date(oldest).toISOString()
  const rows = await sql`
    with moved as (
      update consumer set cursor = ${to} where name = 'heat' and cursor = ${from} returning 1
    ),
    by_day as (
      insert into heat_day (community_id, building_id, category, day, count)
      select d.* from unnest(${column(days, 'community')}::uuid[], ${column(days, 'building')}::uuid[], ${column(days, 'category')}::text[],
        ${column(days, 'day')}::date[], ${column(days, 'count')}::int[]) d, moved
      on conflict (community_id, building_id, category, day) do update set count = heat_day.count + excluded.count
    ),
    by_hour as (
      insert into heat_hour (community_id, building_id, category, hour, count)
      select h.* from unnest(${column(hours, 'community')}::uuid[], ${column(hours, 'building')}::uuid[], ${column(hours, 'category')}::text[],
        ${column(hours, 'hour')}::timestamptz[], ${column(hours, 'count')}::int[]) h, moved
      on conflict (community_id, building_id, category, hour) do update set count = heat_hour.count + excluded.count
    ),
    by_week as (
      insert into heat_profile (community_id, category, hour_of_week, count)
      select p.* from unnest(${column(profile, 'community')}::uuid[], ${column(profile, 'category')}::text[],
        ${column(profile, 'hourOfWeek')}::smallint[], ${column(profile, 'count')}::int[]) p, moved
      on conflict (community_id, category, hour_of_week) do update set count = heat_profile.count + excluded.count
    ),
    swept as (
      delete from heat_hour where hour < ${keep}::timestamptz and exists (select from moved)
    )
    select 1 from moved`
  return rows.length > 0
}

const column = <T extends object, K extends keyof T>(rows: readonly T[], name: K): T[K][] => rows.map((row) => row[name])

const daysOf: Record<HeatWindow, number> = { '24h': 1, '7d': 7, '30d': 30 }
const hour = 3_600_000

type Counted = { building: string; count: number }

/**
 * Heat of every building where anything happened, in the window or in the 30 days before it. Whole hours and whole local days:
 * 24 h is the hour that runs and the 23 before it, 7 d and 30 d are today and the days before it. Null communities: all.
 */
export async function readHeat(sql: Sql, communities: readonly string[] | null, window: HeatWindow, now: number): Promise<BuildingHeat[]> {
  const zones = await zonesOf(sql, communities)
  const days = daysOf[window]
  const today = new Map([...new Set(zones.values())].map((zone) => [zone, localTime(zone, now).day]))
  const spans = [...zones].map(([community, zone]): Span => {
    const start = dayBefore(today.get(zone) ?? '', days - 1)
    return { community, start, first: dayBefore(start, usualDays) }
  })
  const [counted, usual] = await Promise.all([window === '24h' ? countHours(sql, communities, now) : countDays(sql, spans), readUsual(sql, spans)])
  const counts = new Map(counted.map(({ building, count }) => [building, count]))
  return [...new Set([...counts.keys(), ...usual.keys()])].map((building) => {
    const count = counts.get(building) ?? 0
    const expected = Math.round(((usual.get(building) ?? 0) / usualDays) * days * 1000) / 1000
    return { building, count, usual: expected, level: heatLevel(count, expected) }
  })
}

function countHours(sql: Sql, communities: readonly string[] | null, now: number): Promise<Counted[]> {
  const since = new Date(Math.floor(now / hour) * hour - 23 * hour).toISOString()
  return sql<Counted[]>`
    select building_id as building, sum(count)::int as count from heat_hour
    where hour >= ${since}::timestamptz ${communities ? sql`and community_id = any(${[...communities]}::uuid[])` : sql``} group by 1`
}

function countDays(sql: Sql, spans: readonly Span[]): Promise<Counted[]> {
  return sql<Counted[]>`
    select d.building_id as building, sum(d.count)::int as count
    from unnest(${column(spans, 'community')}::uuid[], ${column(spans, 'start')}::date[]) s (community, start)
    join heat_day d on d.community_id = s.community and d.day >= s.start group by 1`
}
