import { and, eq } from 'drizzle-orm'
import type { Sql } from '#db/client.ts'
import { feedLimits } from '#db/schema/ingest.ts'
import type { Door } from '#shared/doors.ts'
import type { FeedLimit } from '#shared/feeds.ts'
import type { Parts } from '../parts.ts'
import type { KnownFeed } from './feed-rules.ts'

export async function findLimit(parts: Pick<Parts, 'db'>, community: string, door: Door): Promise<FeedLimit | null> {
  const [limit] = await parts.db.select().from(feedLimits).where(and(eq(feedLimits.community, community), eq(feedLimits.door, door)))
  return limit ?? null
}

/** Feeds that were heard or have a limit of their own; of all communities where `community` is null. */
export async function knownFeeds(sql: Sql, community: string | null): Promise<KnownFeed[]> {
  return sql<KnownFeed[]>`
    select community_id as community, door, (extract(epoch from f.at) * 1000)::bigint as "heardAt",
      case when l.id is not null then jsonb_build_object('version', l.version, 'seconds', l.seconds) end as own
    from feed f full join feed_limit l using (community_id, door)
    where ${community}::uuid is null or community_id = ${community}::uuid`
}
