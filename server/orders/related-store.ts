import { and, desc, eq, gte, inArray, ne, or } from 'drizzle-orm'
import { alarms } from '#db/schema/alarms.ts'
import { orderReports, orders } from '#db/schema/orders.ts'
import { isOpenOrder, type Order, type OrderReport } from '#shared/orders.ts'
import { probe, type Alarm } from '#shared/alarms.ts'
import type { Parts } from '../parts.ts'
import { onWire } from './order-work.ts'
import { orderColumns } from './order-view.ts'

const span = 90 * 86_400_000
const most = 20

/** What happened at the place of an order in 90 days, the newest first: of the same device or room, else of the building; and what was merged into it. */
export async function readRelated(parts: Pick<Parts, 'db'>, order: Order, now: number): Promise<{ orders: Order[]; alarms: Alarm[]; merged: Order[] }> {
  const since = new Date(now - span).toISOString()
  const { device, building } = order
  const room = building && order.place !== '' ? and(eq(orders.building, building), eq(orders.place, order.place)) : undefined
  const near = (place: ReturnType<typeof eq> | undefined) =>
    place ? parts.db.select(orderColumns).from(orders).where(and(eq(orders.community, order.community), gte(orders.reportedAt, since), ne(orders.id, order.id), place)).orderBy(desc(orders.reportedAt)).limit(most) : []
  const [close, wide, rung, merged] = await Promise.all([
    near(or(device ? eq(orders.device, device) : undefined, room)),
    near(building ? eq(orders.building, building) : undefined),
    device || building
      ? parts.db.select().from(alarms).where(and(eq(alarms.community, order.community), gte(alarms.raisedAt, since), ne(alarms.mode, probe), or(device ? eq(alarms.device, device) : undefined, building ? eq(alarms.building, building) : undefined))).orderBy(desc(alarms.raisedAt)).limit(most)
      : [],
    parts.db.select(orderColumns).from(orders).where(eq(orders.mergedInto, order.id)).orderBy(desc(orders.reportedAt)).limit(most),
  ])
  const ofDevice = rung.filter((alarm) => device && alarm.device === device)
  const there = (close.length > 0 ? close : wide).filter(({ mergedInto }) => mergedInto !== order.id)
  return { orders: there.map(onWire).toSorted((a, b) => Number(isOpenOrder(b)) - Number(isOpenOrder(a))), alarms: ofDevice.length > 0 ? ofDevice : rung, merged: merged.map(onWire) }
}

/** Everybody who reported an order, the first first: its own reporter, those who joined, and those of orders that ended in it. Personal data. */
export async function readReports(parts: Pick<Parts, 'db' | 'sql'>, id: string): Promise<OrderReport[]> {
  const [first] = await parts.db.select({ ...orderColumns, phone: orders.reporterPhone }).from(orders).where(eq(orders.id, id))
  if (!first) return []
  const inside = await parts.sql<{ id: string }[]>`
    with recursive ended as (select id from work_order where merged_into = ${id} union select o.id from work_order o join ended on o.merged_into = ended.id) select id from ended`
  const { at, reporter, phone, place, description, source, language } = orderReports
  const joined = await parts.db
    .select({ id: orderReports.id, order: orderReports.order, at, reporter, phone, place, description, source, language })
    .from(orderReports).where(inArray(orderReports.order, [id, ...inside.map((row) => row.id)])).orderBy(at)
  const own: OrderReport = {
    id, order: id, at: first.reportedAt, reporter: first.reporter, phone: first.phone, place: first.place, description: first.description, source: first.source, language: first.language,
  }
  return [own, ...joined]
}
