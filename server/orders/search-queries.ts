import { inArray } from 'drizzle-orm'
import { people } from '#db/schema/people.ts'
import { buildings, communities } from '#db/schema/sites.ts'
import type { Order } from '#shared/orders.ts'
import { lookedIn, see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { ordersCsv, type Named } from './order-csv.ts'
import { findOrder } from './order-store.ts'
import { onWire } from './order-work.ts'
import { readRelated, readReports } from './related-store.ts'
import { countOpen, findPage, readOrders, type Sought } from './search-store.ts'

/** Rows of an export, newest report first; who needs more asks for another span of time. */
const mostRows = 50_000
const portion = 1_000

export const searchQueries: QueryHandlers<'orders' | 'ordersExport' | 'orderRelated' | 'orderReports'> = {
  orders: async (parts, { body: { most, ...filter }, caller }) => {
    const sought: Sought = { ...filter, communities: await lookedIn(parts, caller, 'orders', filter.communities) }
    const [{ ids, before }, count] = await Promise.all([findPage(parts, sought, most), filter.before ? null : countOpen(parts, sought)])
    const found = await readOrders(parts, ids)
    return { orders: found.map(onWire), before, total: before === null && !filter.before ? found.length : count }
  },

  ordersExport: async (parts, { body: filter, caller, language, tell }) => {
    const seen = await lookedIn(parts, caller, 'ordersExport', filter.communities)
    const rows: Order[] = []
    let before: string | null | undefined
    while (before !== null && rows.length < mostRows) {
      const page = await findPage(parts, { ...filter, communities: seen, before: before ?? null }, portion)
      rows.push(...(await readOrders(parts, page.ids)))
      before = page.before
    }
    const { text, communities: asked, ...kept } = filter
    const only = seen?.length === 1 ? (seen[0] ?? null) : null
    tell(only, { ...Object.fromEntries(Object.entries(kept).filter(([, value]) => value != null)), ...(asked && !only ? { communities: asked.length } : {}), ...(text?.trim() ? { text: true } : {}), rows: rows.length })
    return ordersCsv(rows, await namedIn(parts, rows), language)
  },

  orderRelated: async (parts, { id, caller, now }) => {
    const order = await findOrder(parts, id)
    if (!order) throw new Refusal('not-found')
    await see(parts, caller, 'orderRelated', order.community)
    return readRelated(parts, order, now)
  },

  orderReports: async (parts, { id, caller, tell }) => {
    const order = await findOrder(parts, id)
    if (!order) throw new Refusal('not-found')
    await see(parts, caller, 'orderReports', order.community)
    tell(order.community)
    return readReports(parts, id)
  },
}

async function namedIn({ db }: Pick<Parts, 'db'>, rows: readonly Order[]): Promise<Named> {
  const distinct = (ids: readonly (string | null)[]) => [...new Set(ids)].filter((id) => id !== null)
  const [places, houses, staff] = [distinct(rows.map((row) => row.community)), distinct(rows.map((row) => row.building)), distinct(rows.map((row) => row.assignee))]
  const [community, building, person] = await Promise.all([
    db.select({ id: communities.id, name: communities.name, zone: communities.zone }).from(communities).where(inArray(communities.id, places)),
    db.select({ id: buildings.id, name: buildings.name }).from(buildings).where(inArray(buildings.id, houses)),
    db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, staff)),
  ])
  return {
    community: new Map(community.map((row) => [row.id, row])),
    building: new Map(building.map((row) => [row.id, row.name])),
    person: new Map(person.map((row) => [row.id, row.name])),
  }
}
