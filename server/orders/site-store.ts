import type { Sql } from '#db/client.ts'
import { middle, type Area, type LonLat } from '#shared/geo.ts'
import { perPool } from '../live/gathered.ts'
import type { Parts } from '../parts.ts'
import { waysOf, type Metres, type Walkable } from './way-rules.ts'

/** What is needed to tell how far somebody is from a piece of work: the middles of buildings, and how far it is on foot. */
export type Ground = { buildings: ReadonlyMap<string, LonLat>; metres: Metres }
type Stamp = { community: string; stamp: string }

/** Sites change a few times a year, and are asked for with every order. */
const held = perPool(() => new Map<string, Ground & { stamp: string }>())
const mostHeld = 500

/** The grounds of these communities, drawn anew where something of a site has changed. */
export async function readGrounds({ sql }: Pick<Parts, 'sql'>, communities: readonly string[]): Promise<ReadonlyMap<string, Ground>> {
  const known = held(sql)
  const stamps = await sql<Stamp[]>`
    select c.id as community,
      (select count(*) || ':' || coalesce(sum(version), 0) from feature where community_id = c.id and kind in ('road', 'path', 'gate')) || '/' ||
      (select count(*) || ':' || coalesce(sum(version), 0) from building where community_id = c.id) as stamp
    from unnest(${[...communities]}::uuid[]) c (id)`
  const changed = stamps.filter(({ community, stamp }) => known.get(community)?.stamp !== stamp)
  if (known.size + changed.length > mostHeld) for (const id of known.keys()) if (!communities.includes(id)) known.delete(id)
  for (const [community, ground] of await draw(sql, changed)) known.set(community, ground)
  return known
}

async function draw(sql: Sql, changed: readonly Stamp[]): Promise<[string, Ground & { stamp: string }][]> {
  if (changed.length === 0) return []
  const ids = changed.map(({ community }) => community)
  const [ways, places] = await Promise.all([
    sql<(Walkable & { community: string })[]>`select community_id as community, kind, shape from feature where community_id = any(${ids}::uuid[]) and kind in ('road', 'path', 'gate') order by id`,
    sql<{ id: string; community: string; footprint: Area }[]>`select id, community_id as community, footprint from building where community_id = any(${ids}::uuid[])`,
  ])
  return changed.map(({ community, stamp }) => {
    const buildings = new Map(places.filter((row) => row.community === community).map(({ id, footprint }) => [id, middle(footprint)]))
    return [community, { stamp, buildings, metres: waysOf(ways.filter((row) => row.community === community)) }]
  })
}
