import type { Sql } from '#db/client.ts'
import type { Door } from '#shared/doors.ts'

const pause = 1_000
/** When each feed was last written from this process, per pool. */
const written = new WeakMap<Sql, Map<string, number>>()

/** Notes that a door heard something for these communities; at most once a second for each. `now` in epoch milliseconds. */
export async function recordHeard(sql: Sql, door: Door, communities: Iterable<string>, now: number): Promise<void> {
  const lately = written.get(sql) ?? new Map<string, number>()
  written.set(sql, lately)
  const due = [...new Set(communities)].filter((community) => now - (lately.get(`${door}:${community}`) ?? -pause) >= pause)
  if (due.length === 0) return
  for (const community of due) lately.set(`${door}:${community}`, now)
  await sql`
    insert into feed (community_id, door, at)
    select community, ${door}, ${new Date(now).toISOString()}::timestamptz from unnest(${due}::uuid[]) community order by community
    on conflict (community_id, door) do update set at = excluded.at where feed.at < excluded.at`
}

export type Feed = { community: string; door: Door; at: number }

/** When each door last heard anything for each community, epoch milliseconds. */
export async function readFeeds(sql: Sql): Promise<Feed[]> {
  return sql<Feed[]>`select community_id as community, door, (extract(epoch from at) * 1000)::bigint as at from feed`
}
