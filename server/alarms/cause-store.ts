import type { Sql } from '#db/client.ts'
import { real } from '#shared/modes.ts'

/** Alarms of these devices and of all that hangs on them, however far down, whose place may depend on what is above them. Ids. */
export async function placedBelow(sql: Sql, devices: readonly string[]): Promise<string[]> {
  if (devices.length === 0) return []
  const rows = await sql<{ id: string }[]>`
    with recursive down (device) as (
      select unnest(${[...devices]}::uuid[])
      union
      select hanging.id from down cross join lateral (
        select id from device where power_id = down.device union all
        select id from device where network_id = down.device union all
        select id from device where controller_id = down.device union all
        select id from device where gateway_id = down.device
      ) hanging
    )
    select a.id from down
    join device d on d.id = down.device
    join alarm a on a.community_id = d.community_id and coalesce(a.device_id, a.community_id) = d.id and a.mode = ${real} and a.state <> 'normal'
    where a.state in ('unacknowledged', 'acknowledged', 'suppressed') order by a.id`
  return rows.map(({ id }) => id)
}

/** Alarms that are folded away under any of these. Ids. */
export async function foldedUnder(sql: Sql, causes: readonly string[], most: number | null = null): Promise<string[]> {
  if (causes.length === 0) return []
  const rows = await sql<{ id: string }[]>`
    select id from alarm where state = 'suppressed' and cause ->> 'alarm' = any(${[...causes]}::text[]) order by id limit ${most}`
  return rows.map(({ id }) => id)
}

/** Alarms that any of these windows keeps out of service. Ids. */
export async function outBecauseOf(sql: Sql, windows: readonly string[]): Promise<string[]> {
  if (windows.length === 0) return []
  const rows = await sql<{ id: string }[]>`
    select a.id from maintenance_window w join alarm a on a.community_id = w.community_id and a.window_id = w.id and a.mode = ${real} and a.state <> 'normal'
    where w.id = any(${[...windows]}::uuid[]) and a.state = 'out-of-service' order by a.id`
  return rows.map(({ id }) => id)
}

/** When each of these alarms went, epoch milliseconds; one that has not is not among them. */
export async function goneAt(sql: Sql, alarms: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (alarms.length === 0) return new Map()
  const rows = await sql<{ id: string; at: number }[]>`
    select id, (extract(epoch from coalesce(cleared_at, raised_at)) * 1000)::bigint as at from alarm
    where id = any(${[...alarms]}::uuid[]) and not coalesce(active, state in ('unacknowledged', 'acknowledged'))`
  return new Map(rows.map(({ id, at }) => [id, at]))
}

/** Of these windows, those that run. */
export async function runningAmong(sql: Sql, windows: readonly string[]): Promise<ReadonlySet<string>> {
  if (windows.length === 0) return new Set()
  const rows = await sql<{ id: string }[]>`select id from maintenance_window where id = any(${[...windows]}::uuid[]) and state = 'running'`
  return new Set(rows.map(({ id }) => id))
}
