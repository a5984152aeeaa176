import { and, eq, inArray } from 'drizzle-orm'
import { dispatchRules } from '#db/schema/dispatch.ts'
import { orders } from '#db/schema/orders.ts'
import { communities } from '#db/schema/sites.ts'
import type { DispatchRule } from '#shared/dispatch.ts'
import { real } from '#shared/modes.ts'
import type { Order } from '#shared/orders.ts'
import type { Place } from '../identity/caller.ts'
import type { Parts } from '../parts.ts'
import { readCrews, type Crew } from './candidate-store.ts'
import { orderColumns } from './order-view.ts'
import { readPromiseBook, type PromiseBook } from './promise-book.ts'

/** All that is needed to dispatch some orders. */
export type Round = { orders: Order[]; places: ReadonlyMap<string, Place>; crews: ReadonlyMap<string, Crew>; rules: DispatchRule[]; book: PromiseBook }

/** Of `ids`, the orders that nobody has, with the people of their communities and the rules that hold. Null where there are none. */
export async function readRound(parts: Parts, ids: readonly string[], now: number): Promise<Round | null> {
  const waiting = await parts.db.select(orderColumns).from(orders).where(and(inArray(orders.id, [...ids]), inArray(orders.state, ['reported', 'reopened']), eq(orders.mode, real)))
  if (waiting.length === 0) return null
  const concerned = [...new Set(waiting.map(({ community }) => community))]
  const [places, crews, rules, book] = await Promise.all([
    parts.db.select({ id: communities.id, region: communities.region, zone: communities.zone }).from(communities).where(inArray(communities.id, concerned)),
    readCrews(parts, concerned, real, now),
    parts.db.select().from(dispatchRules).where(eq(dispatchRules.ended, false)),
    readPromiseBook(parts.sql),
  ])
  return { orders: waiting, places: new Map(places.map((place) => [place.id, place])), crews, rules, book }
}
