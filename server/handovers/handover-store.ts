import { desc, eq, getTableColumns } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Sql } from '#db/client.ts'
import { handovers } from '#db/schema/handovers.ts'
import { people } from '#db/schema/people.ts'
import type { Handover, NamedHandover } from '#shared/handovers.ts'
import type { QueryReply } from '#shared/queries.ts'
import type { Parts } from '../parts.ts'

const kept = 30

export async function findHandover(parts: Pick<Parts, 'db'>, id: string): Promise<Handover | null> {
  const [handover] = await parts.db.select().from(handovers).where(eq(handovers.id, id))
  return handover ?? null
}

/** The last 30 of a community, newest first. */
export function readHandovers(parts: Pick<Parts, 'db'>, community: string): Promise<NamedHandover[]> {
  const [goes, comes] = [alias(people, 'goes'), alias(people, 'comes')]
  return parts.db.select({ ...getTableColumns(handovers), outgoingName: goes.name, incomingName: comes.name }).from(handovers)
    .leftJoin(goes, eq(goes.id, handovers.outgoing)).leftJoin(comes, eq(comes.id, handovers.incoming))
    .where(eq(handovers.community, community)).orderBy(desc(handovers.at)).limit(kept)
}

/** One probe of an index for each community: history grows, this does not. */
export async function readWaiting(sql: Sql, communities: readonly string[]): Promise<QueryReply<'handoversWaiting'>> {
  const rows = await sql<QueryReply<'handoversWaiting'>>`
    select h.id, h.community_id as community, h.at, h.state
    from unnest(${[...communities]}::uuid[]) c (id)
    cross join lateral (select id, community_id, at, state from handover where community_id = c.id order by at desc limit 1) h
    where h.state <> 'taken' order by h.at, h.community_id`
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }))
}
