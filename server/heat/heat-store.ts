import type { Sql } from '#db/client.ts'
import { heatLevel, usualDays, type BuildingHeat, type HeatWindow } from '#shared/heat.ts'
import { dayBefore, localTime, type HeatCounts } from './heat-rules.ts'

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

type Counted = { building_id: string; count: number; before: number }

/**
 * Heat of every building where anything happened, in the window or in the 30 days before it. Whole hours and whole local days:
 * 24 h is the hour that runs and the 23 before it, 7 d and 30 d are today and the days before it. Null communities: all.
 */
export async function readHeat(sql: Sql, communities: readonly string[] | null, window: HeatWindow, now: number): Promise<BuildingHeat[]> {
  const zones = await zonesOf(sql, communities)
  const days = daysOf[window]
  // The day from which the window counts, and the first of the days that say what is usual, per community.
  const starts = [...zones].map(([community, zone]) => {
    const start = dayBefore(localTime(zone, now).day, days - 1)
    return { community, start, first: dayBefore(start, usualDays) }
  })
  const places = sql`unnest(${column(starts, 'community')}::uuid[], ${column(starts, 'start')}::date[], ${column(starts, 'first')}::date[]) p (community_id, start, first)`
  const since = new Date(Math.floor(now / hour) * hour - 23 * hour).toISOString()
  const rows =
    window === '24h'
      ? await sql<Counted[]>`
          select building_id, sum(count)::int as count, sum(before)::int as before from (
            select h.building_id, sum(h.count) as count, 0 as before from ${places} join heat_hour h using (community_id)
            where h.hour >= ${since}::timestamptz group by 1
            union all
            select d.building_id, 0, sum(d.count) from ${places} join heat_day d using (community_id)
            where d.day >= p.first and d.day < p.start group by 1
          ) both_counts group by building_id`
      : await sql<Counted[]>`
          select d.building_id, coalesce(sum(d.count) filter (where d.day >= p.start), 0)::int as count,
            coalesce(sum(d.count) filter (where d.day < p.start), 0)::int as before
          from ${places} join heat_day d using (community_id) where d.day >= p.first group by 1`
  return rows.map(({ building_id: building, count, before }) => {
    const usual = Math.round((before / usualDays) * days * 1000) / 1000
    return { building, count, usual, level: heatLevel(count, usual) }
  })
}
