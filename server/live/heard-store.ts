import type { Sql } from '#db/client.ts'

const pause = 1_000
const mostRemembered = 200_000
/** When each device was last written from this process, per pool. */
const written = new WeakMap<Sql, Map<string, number>>()

/** Notes that devices were heard, by whatever door; at most once a second for each. `now` in epoch milliseconds. */
export async function recordDevicesHeard(sql: Sql, deviceIds: Iterable<string>, now: number): Promise<void> {
  const lately = written.get(sql) ?? new Map<string, number>()
  written.set(sql, lately)
  const due = [...new Set(deviceIds)].filter((device) => now - (lately.get(device) ?? -pause) >= pause)
  if (due.length === 0) return
  if (lately.size > mostRemembered) lately.clear()
  for (const device of due) lately.set(device, now)
  await sql`
    insert into device_heard (device_id, at)
    select device, ${new Date(now).toISOString()}::timestamptz from unnest(${due}::uuid[]) device order by device
    on conflict (device_id) do update set at = excluded.at where device_heard.at < excluded.at`
}
