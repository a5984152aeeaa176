import type { Sql } from '#db/client.ts'
import { perPool } from '../live/gathered.ts'
import type { Parts } from '../parts.ts'
import { waysOf, type Metres, type Walkable } from './way-rules.ts'

type Held = { stamp: string; metres: Metres }

/** Sites change a few times a year, and are asked for with every order. */
const held = perPool(() => new Map<string, Held>())
const mostHeld = 300

/** How far it is on foot within each of these communities; those without ways are left out. Drawn anew when something of a site has changed. */
export async function readWays({ sql }: Pick<Parts, 'sql'>, communities: readonly string[]): Promise<ReadonlyMap<string, Metres>> {
  const known = held(sql)
  const stamps = await sql<{ community: string; stamp: string }[]>`
    select community_id as community, count(*) || ':' || sum(version) as stamp from feature
    where community_id = any(${[...communities]}::uuid[]) and kind in ('road', 'path', 'gate') group by 1`
  const changed = stamps.filter(({ community, stamp }) => known.get(community)?.stamp !== stamp)
  if (changed.length > 0) await draw(sql, known, changed)
  return new Map(stamps.flatMap(({ community }) => {
    const found = known.get(community)
    return found ? [[community, found.metres] as const] : []
  }))
}

async function draw(sql: Sql, known: Map<string, Held>, changed: readonly { community: string; stamp: string }[]): Promise<void> {
  const rows = await sql<(Walkable & { community: string })[]>`
    select community_id as community, kind, shape from feature
    where community_id = any(${changed.map(({ community }) => community)}::uuid[]) and kind in ('road', 'path', 'gate') order by id`
  if (known.size + changed.length > mostHeld) known.clear()
  for (const { community, stamp } of changed) known.set(community, { stamp, metres: waysOf(rows.filter((row) => row.community === community)) })
}
