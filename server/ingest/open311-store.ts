import type { Sql } from '#db/client.ts'
import { openOrders } from '#db/schema/orders.ts'
import { middle, type Area, type LonLat } from '#shared/geo.ts'
import type { Category, Order } from '#shared/orders.ts'
import type { Bilingual } from '#shared/text.ts'
import { notThere, badRequest } from './open311-error.ts'

export type Jurisdiction = { id: string; code: string; name: Bilingual; zone: string; center: LonLat }
export type Building = { id: string; code: string; name: Bilingual; footprint: Area }

/**
 * The community that is meant: the one named, else the key's, else the only one there is. A key that is bound to one knows no other.
 * @throws Open311Error
 */
export async function jurisdictionOf(sql: Sql, given: string | null, bound: string | null): Promise<Jurisdiction> {
  // No code holds what PostgreSQL takes for no text.
  const named = given?.replaceAll('\0', '?') ?? null
  const rows = named === null
    ? await sql<Jurisdiction[]>`select id, code, name, zone, center from community where ${bound}::uuid is null or id = ${bound}::uuid limit 2`
    : await sql<Jurisdiction[]>`select id, code, name, zone, center from community where code = ${named} and (${bound}::uuid is null or id = ${bound}::uuid)`
  const [place, another] = rows
  if (place && !another) return place
  throw named === null ? badRequest('缺少 jurisdiction_id（小区编号）', 'jurisdiction_id was not provided: it is the code of the community') : notThere('没有此 jurisdiction_id', 'jurisdiction_id was not found')
}

export const buildingsIn = (sql: Sql, community: string): Promise<Building[]> =>
  sql<Building[]>`select id, code, name, footprint from building where community_id = ${community} order by length(code), code limit 2000`

/** The building of a code or a name; else the only one whose name is in the address; else one that stands around the point. */
export function buildingAt(buildings: readonly Building[], asked: { building: string | null; address: string | null; point: LonLat | null }): Building | null {
  const { building, address, point } = asked
  const named = building === null ? undefined : buildings.find(({ code, name }) => [code, name.zh, name.en].includes(building))
  if (named) return named
  const told = address === null ? [] : buildings.filter(({ name }) => isNamed(address, name.zh) || isNamed(address, name.en))
  if (told.length === 1) return told[0] ?? null
  return point ? (buildings.find(({ footprint }) => contains(footprint, point)) ?? null) : null
}

/** "1 栋" is not named in "11 栋". */
function isNamed(address: string, name: string): boolean {
  const [all, part] = [address.replace(/\s+/g, '').toLowerCase(), name.replace(/\s+/g, '').toLowerCase()]
  for (let at = all.indexOf(part); at >= 0; at = all.indexOf(part, at + 1)) {
    const [before, after] = [all[at - 1] ?? '', all[at + part.length] ?? '']
    if (!(/\d/.test(before) && /^\d/.test(part)) && !(/\d/.test(after) && /\d$/.test(part))) return true
  }
  return false
}

function contains(area: Area, [x, y]: LonLat): boolean {
  const rings = area.type === 'Polygon' ? area.coordinates.slice(0, 1) : area.coordinates.flatMap((polygon) => polygon.slice(0, 1))
  return rings.some((ring) => {
    let inside = false
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[ax, ay], [bx, by]] = [ring[i] ?? [0, 0], ring[j] ?? [0, 0]]
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
    }
    return inside
  })
}

export type RequestRow = Pick<Order, 'id' | 'number' | 'category' | 'state' | 'place' | 'point' | 'description' | 'step'> & {
  reportedAt: string; assignedAt: string | null; respondedAt: string | null; arrivedAt: string | null; finishedAt: string | null; closedAt: string | null; calledBackAt: string | null; finishBy: string
  building: Bilingual | null; buildingCode: string | null; footprint: Area | null
  /** Whether the one who asks sent it in. */
  own: boolean
}

/** What is asked for: requests by their ids, or those reported from (including) and until (including), newest first. */
export type Wanted = { ids: readonly string[] } | { from: string; until: string; categories: readonly Category[]; open: boolean | null }

const most = 1000

/** Requests that came from residents' apps; those of the company's own people, machines and drills are no business of the outside. `key`: who asks, null for anybody. */
export async function requestsOf(sql: Sql, community: string, wanted: Wanted, key: string | null): Promise<RequestRow[]> {
  const which = 'ids' in wanted
    ? sql`o.id = any(${[...wanted.ids]}::uuid[])`
    : sql`o.reported_at >= ${wanted.from} and o.reported_at <= ${wanted.until} and o.category = any(${[...wanted.categories]}::text[])
        ${wanted.open === null ? sql`` : wanted.open ? sql`and o.${sql.unsafe(openOrders)}` : sql`and not (o.${sql.unsafe(openOrders)})`}`
  // A key that came in the place of another sent what that one sent. The fact is looked for near the report, where one partition holds it.
  const own = key === null ? sql`false` : sql`coalesce((
    select f.by->>'id' in (select id::text from mine) from fact f
    where f.entity_id = o.id and f.name = 'order.reported' and f.at between o.reported_at - interval '1 hour' and o.reported_at + interval '1 hour' limit 1), false)`
  return sql<RequestRow[]>`
    with recursive mine (id, replaces_id) as (
      select id, replaces_id from machine_key where id = ${key}::uuid union select k.id, k.replaces_id from machine_key k join mine on k.id = mine.replaces_id)
    select o.id, o.number, o.category, o.state, o.place, o.point, o.description, o.step, o.reported_at as "reportedAt", o.assigned_at as "assignedAt", o.responded_at as "respondedAt",
      o.arrived_at as "arrivedAt", o.finished_at as "finishedAt", o.closed_at as "closedAt", o.called_back_at as "calledBackAt", o.finish_by as "finishBy",
      b.name as building, b.code as "buildingCode", b.footprint, ${own} as own
    from work_order o left join building b on b.id = o.building_id
    where o.community_id = ${community} and o.source = 'app' and o.mode = 'real' and ${which}
    order by o.reported_at desc, o.id limit ${most}`
}

/** Where a request is shown: as it was told to whoever told it, else in the middle of its building or community. */
export const spotOf = ({ own, point, footprint }: RequestRow, { center }: Jurisdiction): LonLat => (own && point) || (footprint ? middle(footprint) : center)

/** An order that was reported within the last minute, by its id. */
export async function isRecent(sql: Sql, id: string, since: number): Promise<boolean> {
  const rows = await sql`select from work_order where id = ${id} and reported_at >= ${new Date(since).toISOString()}`
  return rows.length > 0
}
