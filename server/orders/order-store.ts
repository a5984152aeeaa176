import { and, eq, isNull } from 'drizzle-orm'
import type { Sql } from '#db/client.ts'
import { alarms } from '#db/schema/alarms.ts'
import { orders } from '#db/schema/orders.ts'
import { people } from '#db/schema/people.ts'
import { buildings } from '#db/schema/sites.ts'
import type { Alarm } from '#shared/alarms.ts'
import type { DoorRequest } from '#shared/doors.ts'
import type { Order } from '#shared/orders.ts'
import type { ServicePromise } from '#shared/promises.ts'
import type { Place } from '../identity/caller.ts'
import { Gathered, perPool } from '../live/gathered.ts'
import type { Parts } from '../parts.ts'
import { orderColumns } from './order-view.ts'

type Reads = Pick<Parts, 'db'>

export async function findOrder(parts: Reads, id: string): Promise<Order | null> {
  const [order] = await parts.db.select(orderColumns).from(orders).where(eq(orders.id, id))
  return order ?? null
}

export async function findAlarm(parts: Reads, community: string, id: string): Promise<Alarm | null> {
  const [alarm] = await parts.db.select().from(alarms).where(and(eq(alarms.id, id), eq(alarms.community, community)))
  return alarm ?? null
}

export async function hasBuilding(parts: Reads, community: string, id: string): Promise<boolean> {
  const found = await parts.db.select({ id: buildings.id }).from(buildings).where(and(eq(buildings.id, id), eq(buildings.community, community)))
  return found.length > 0
}

export async function worksAt(parts: Reads, community: string, person: string): Promise<boolean> {
  const found = await parts.db.select({ id: people.id }).from(people).where(and(eq(people.id, person), eq(people.community, community), isNull(people.leftAt)))
  return found.length > 0
}

const promises = perPool((sql) => new Gathered(async () => new Map([['all', await readPromiseRows(sql)]])))
/** Few rows: the company's defaults and what regions and communities changed. */
export const readPromises = async (sql: Sql): Promise<readonly ServicePromise[]> => (await promises(sql).get(['all'])).get('all') ?? []

const readPromiseRows = (sql: Sql): Promise<ServicePromise[]> =>
  sql<ServicePromise[]>`
    select id, version, region_id as region, community_id as community, category, priority, respond_minutes as "respondMinutes",
      arrive_minutes as "arriveMinutes", finish_minutes as "finishMinutes" from promise`

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
