import type { Sql } from '#db/client.ts'
import type { Fact } from '#shared/facts.ts'

type Row = {
  seq: string
  at: string
  name: Fact['name']
  entity_id: string
  version: number
  community_id: string | null
  mode: string
  by: Fact['by']
  command_id: string
  body: Fact['body']
}

/** The row as the wire has it. The body was checked when it was decided; facts are never edited. */
const factView = (row: Row): Fact =>
  ({
    seq: Number(row.seq),
    at: new Date(row.at).toISOString(),
    name: row.name,
    id: row.entity_id,
    version: row.version,
    community: row.community_id,
    mode: row.mode,
    by: row.by,
    command: row.command_id,
    body: row.body,
  }) as Fact

/** How far the journal has come. */
export async function readHead(sql: Sql): Promise<number> {
  const [row] = await sql<{ seq: string }[]>`select seq from journal_head`
  return Number(row?.seq ?? 0)
}

/** Facts after `from` in commit order. `since` only prunes partitions: the caller must notice a gap and ask without it. */
export async function readFacts(sql: Sql, from: number, limit: number, since: string | null = null): Promise<Fact[]> {
  const rows = since
    ? await sql<Row[]>`select * from fact where seq > ${from} and at >= ${since}::timestamptz order by seq limit ${limit}`
    : await sql<Row[]>`select * from fact where seq > ${from} order by seq limit ${limit}`
  return rows.map(factView)
}

/** Facts of some communities, and those that concern everybody's catalogue, with `from` < seq <= `to`; null means all. */
export async function readBacklog(sql: Sql, from: number, to: number, communities: string[] | null, limit: number): Promise<Fact[]> {
  const rows = communities
    ? await sql<Row[]>`
        select * from (
          select * from fact where seq > ${from} and seq <= ${to} and community_id = any(${communities}::uuid[])
          union all
          select * from fact where seq > ${from} and seq <= ${to} and (community_id is null or name = 'community.opened')
            and (community_id is null or community_id <> all(${communities}::uuid[]))
        ) concerned order by seq limit ${limit}`
    : await sql<Row[]>`select * from fact where seq > ${from} and seq <= ${to} order by seq limit ${limit}`
  return rows.map(factView)
}
