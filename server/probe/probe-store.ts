import type { Sql } from '#db/client.ts'

export type Place = { id: string; code: string }

/** The community that was opened first, as far as facts are kept; null where there is none yet. */
export async function oldestCommunity(sql: Sql): Promise<Place | null> {
  const [community] = await sql<Place[]>`
    select id, code from community where id = coalesce(
      (select entity_id from fact where name = 'community.opened' order by seq limit 1),
      (select id from community order by id limit 1))`
  return community ?? null
}
