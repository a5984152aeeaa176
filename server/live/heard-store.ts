import type { Sql } from '#db/client.ts'
import { Gathered, perPool } from './gathered.ts'

const pause = 1_000
const mostRemembered = 200_000
/** When each device was last written from this process, per pool. */
const written = new WeakMap<Sql, Map<string, number>>()

const writes = perPool((sql) => new Gathered((heard) => write(sql, heard)))

/**
 * Notes that devices were heard, by whatever door; at most once a second for each. `now` in epoch milliseconds. What is noted meanwhile
 * goes together: a statement for each of thousands of callers would cost more than what they bring.
 */
export async function recordDevicesHeard(sql: Sql, deviceIds: Iterable<string>, now: number): Promise<void> {
  const lately = written.get(sql) ?? new Map<string, number>()
  written.set(sql, lately)
  const due = [...new Set(deviceIds)].filter((device) => now - (lately.get(device) ?? -pause) >= pause)
  if (due.length === 0) return
  if (lately.size > mostRemembered) lately.clear()
  for (const device of due) lately.set(device, now)
  const at = new Date(now).toISOString()
  await writes(sql).get(due.map((device) => `${device} ${at}`))
}

async function write(sql: Sql, heard: readonly string[]): Promise<ReadonlyMap<string, never>> {
  await sql`
    insert into device_heard (device_id, at)
    select split_part(heard, ' ', 1)::uuid as device, max(split_part(heard, ' ', 2)::timestamptz) from unnest(${heard as string[]}::text[]) heard group by 1 order by 1
    on conflict (device_id) do update set at = excluded.at where device_heard.at < excluded.at`
  return new Map<string, never>()
}
