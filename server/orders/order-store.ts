import { and, eq, isNull, sql as sqlText } from 'drizzle-orm'
import { drizzleOn, type Sql } from '#db/client.ts'
import { alarms } from '#db/schema/alarms.ts'
import { devices } from '#db/schema/devices.ts'
import { openOrders, orderReports, orders } from '#db/schema/orders.ts'
import { people } from '#db/schema/people.ts'
import { buildings } from '#db/schema/sites.ts'
import type { Alarm } from '#shared/alarms.ts'
import type { DoorRequest } from '#shared/doors.ts'
import type { Order } from '#shared/orders.ts'
import type { Place } from '../identity/caller.ts'
import { Gathered, perPool } from '../live/gathered.ts'
import type { Parts } from '../parts.ts'
import { orderColumns } from './order-view.ts'

type Reads = Pick<Parts, 'db'>

/** Every order that is moved or timed is read first: what is asked for meanwhile is read together. */
const reading = perPool((sql) => {
  const db = drizzleOn(sql)
  return new Gathered(async (ids) => {
    // One parameter, so that it is one prepared statement however many are asked for.
    const found: Order[] = await db.select(orderColumns).from(orders).where(sqlText`${orders.id} = any(${sqlText.param(ids)}::uuid[])`)
    return new Map(found.map((order) => [order.id, order]))
  })
})
export const findOrders = (parts: Pick<Parts, 'sql'>, ids: readonly string[]): Promise<ReadonlyMap<string, Order>> => reading(parts.sql).get(ids)
export const findOrder = async (parts: Pick<Parts, 'sql'>, id: string): Promise<Order | null> => (await findOrders(parts, [id])).get(id) ?? null

/** Everything open that somebody has. */
export const openOrdersOf = (parts: Reads, person: string): Promise<Order[]> =>
  parts.db.select(orderColumns).from(orders).where(and(eq(orders.assignee, person), sqlText.raw(openOrders)))

export async function findAlarm(parts: Reads, community: string, id: string): Promise<Alarm | null> {
  const [alarm] = await parts.db.select().from(alarms).where(and(eq(alarms.id, id), eq(alarms.community, community)))
  return alarm ?? null
}

export async function hasBuilding(parts: Reads, community: string, id: string): Promise<boolean> {
  const found = await parts.db.select({ id: buildings.id }).from(buildings).where(and(eq(buildings.id, id), eq(buildings.community, community)))
  return found.length > 0
}

/** Of these people, those who are on the roll of a community. */
export async function workAt(parts: Reads, community: string, ids: readonly string[]): Promise<Set<string>> {
  const asked = sqlText`${people.id} = any(${sqlText.param([...new Set(ids)])}::uuid[])`
  const found = await parts.db.select({ id: people.id }).from(people).where(and(asked, eq(people.community, community), isNull(people.leftAt)))
  return new Set(found.map(({ id }) => id))
}
export const worksAt = async (parts: Reads, community: string, person: string): Promise<boolean> => (await workAt(parts, community, [person])).has(person)

export async function hasDevice(parts: Reads, community: string, id: string): Promise<boolean> {
  const found = await parts.db.select({ id: devices.id }).from(devices).where(and(eq(devices.id, id), eq(devices.community, community)))
  return found.length > 0
}

/** Who reported an order first. Personal data. */
export async function reporterOf(parts: Reads, id: string): Promise<{ reporter: string | null; phone: string | null }> {
  const [row] = await parts.db.select({ reporter: orders.reporter, phone: orders.reporterPhone }).from(orders).where(eq(orders.id, id))
  return row ?? { reporter: null, phone: null }
}

/** Who reported it besides. Personal data. */
export const reportsOf = (parts: Reads, id: string) => parts.db.select().from(orderReports).where(eq(orderReports.order, id))

/** Of these photos, those that `by` did not hand in, that belong to an order already, or that are named twice. */
export async function unknownPhotos(parts: Pick<Parts, 'sql'>, by: string, ids: readonly string[]): Promise<string[]> {
  const rows = await parts.sql<{ id: string }[]>`
    select id from unnest(${[...ids]}::uuid[]) id
    where not exists (select from photo where photo.id = id.id and photo.by = ${by}) or exists (select from order_photo where order_photo.id = id.id)
    union all select id from unnest(${[...ids]}::uuid[]) id group by id having count(*) > 1`
  return rows.map(({ id }) => id)
}

/** Where a request comes from; `building` is null where it names none, or none that is there. */
export type Origin = Place & { building: string | null }

/** What a request says of its place; a unit separator can be in no code. */
export const originKey = (request: Pick<DoorRequest, 'community' | 'building'>): string => `${request.community}\u001f${request.building ?? ''}`

const origins = perPool((sql) => new Gathered((keys) => readOrigins(sql, keys)))
/** Places by `originKey`. */
export const originsOf = (sql: Sql, keys: readonly string[]): Promise<ReadonlyMap<string, Origin>> => origins(sql).get(keys)

async function readOrigins(sql: Sql, keys: string[]): Promise<Map<string, Origin>> {
  const rows = await sql<(Origin & { key: string })[]>`
    select k.key, c.id, c.region_id as region, c.zone, b.id as building
    from (select key, split_part(key, chr(31), 1) as community, split_part(key, chr(31), 2) as building from unnest(${keys}::text[]) key) k
    join community c on c.code = k.community
    left join building b on b.community_id = c.id and b.code = k.building`
  return new Map(rows.map(({ key, ...origin }) => [key, origin]))
}
