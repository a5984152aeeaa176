import type { Sql } from '#db/client.ts'
import type { Position } from '#shared/patrol.ts'

/** One measured place; `at` in epoch milliseconds. What is not current goes into history only. */
export type Measured = Position & { receivedAt: number; current: boolean }

/**
 * Writes a batch in one statement: all of it into history, the newest of each person where it is newer than what is there.
 * The lock makes the order of ticks the order of commits in all processes, so a reader of "tick greater than mine" misses nobody.
 */
export async function storePositions(sql: Sql, batch: readonly Measured[]): Promise<void> {
  const column = <T>(of: (one: Measured) => T): T[] => batch.map(of)
  await sql`
    with gate as materialized (select pg_advisory_xact_lock(7305, 3)),
    incoming as materialized (
      select * from unnest(
        ${column((one) => one.person)}::uuid[], ${column((one) => one.community)}::uuid[],
        ${column((one) => instant(one.at))}::timestamptz[], ${column((one) => instant(one.receivedAt))}::timestamptz[],
        ${column((one) => one.point[0])}::float8[], ${column((one) => one.point[1])}::float8[],
        ${column((one) => one.accuracy)}::float8[], ${column((one) => one.battery)}::float8[], ${column((one) => String(one.current))}::boolean[]
      ) as i (person, community, at, received, lon, lat, accuracy, battery, current)
    ),
    history as (
      insert into position (person_id, community_id, at, received_at, lon, lat, accuracy, battery)
      select person, community, at, received, lon, lat, accuracy, battery from incoming
    ),
    newest as materialized (select distinct on (person) * from incoming where current order by person, at desc, received desc)
    insert into position_latest (person_id, community_id, at, lon, lat, accuracy, battery, tick)
    select person, community, at, lon, lat, accuracy, battery, nextval('position_tick') from gate, newest
    on conflict (person_id) do update set
      community_id = excluded.community_id, at = excluded.at, lon = excluded.lon, lat = excluded.lat,
      accuracy = excluded.accuracy, battery = excluded.battery, tick = excluded.tick
    where position_latest.at < excluded.at`
}

const instant = (at: number): string => new Date(at).toISOString()

type Row = { person_id: string; community_id: string; at: number; lon: number; lat: number; accuracy: number | null; battery: number | null }

/** Who moved after `tick`, as they are now, and the highest tick there is: what to ask with next time. Null communities: all. */
export async function latestSince(sql: Sql, tick: number, communities: readonly string[] | null): Promise<{ positions: Position[]; tick: number }> {
  const rows = await sql<(Row & { head: number } | { person_id: null; head: number })[]>`
    select head, person_id, community_id, (extract(epoch from at) * 1000)::float8 as at, lon, lat, accuracy, battery
    from (select coalesce(max(tick), 0) as head from position_latest) h
    left join position_latest p on p.tick > ${tick} ${communities ? sql`and p.community_id = any(${[...communities]}::uuid[])` : sql``}`
  return { positions: rows.flatMap((row) => (row.person_id === null ? [] : [view(row)])), tick: rows[0]?.head ?? 0 }
}

/** Where everybody was last seen. Null communities: all. */
export async function latestOf(sql: Sql, communities: readonly string[] | null): Promise<Position[]> {
  return (await latestSince(sql, -1, communities)).positions
}

/** Where a person was last seen in their community; null where that is not known. */
export async function latestOfPerson(sql: Sql, person: string, community: string): Promise<Position | null> {
  const [row] = await sql<Row[]>`
    select person_id, community_id, (extract(epoch from at) * 1000)::float8 as at, lon, lat, accuracy, battery
    from position_latest where person_id = ${person} and community_id = ${community}`
  return row ? view(row) : null
}

const view = (row: Row): Position => ({
  person: row.person_id,
  community: row.community_id,
  at: Math.round(row.at),
  point: [row.lon, row.lat],
  accuracy: row.accuracy,
  battery: row.battery,
})
