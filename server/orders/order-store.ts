import { and, eq, inArray } from 'drizzle-orm'
import { alarms } from '#db/schema/alarms.ts'
import { orders } from '#db/schema/orders.ts'
import { people } from '#db/schema/people.ts'
import { promises } from '#db/schema/promises.ts'
import { buildings } from '#db/schema/sites.ts'
import type { Alarm } from '#shared/alarms.ts'
import type { Order } from '#shared/orders.ts'
import type { ServicePromise } from '#shared/promises.ts'
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
  const found = await parts.db.select({ id: people.id }).from(people).where(and(eq(people.id, person), eq(people.community, community)))
  return found.length > 0
}

/** Few rows: the company's defaults and what regions and communities changed. */
export function readPromises(parts: Reads): Promise<ServicePromise[]> {
  return parts.db.select().from(promises)
}

/** Building ids by `community/code`. */
export async function buildingsByCode(parts: Reads, community: readonly string[], codes: readonly string[]): Promise<Map<string, string>> {
  if (community.length === 0 || codes.length === 0) return new Map()
  const rows = await parts.db
    .select({ id: buildings.id, community: buildings.community, code: buildings.code })
    .from(buildings)
    .where(and(inArray(buildings.community, [...community]), inArray(buildings.code, [...codes])))
  return new Map(rows.map((row) => [`${row.community}/${row.code}`, row.id]))
}
