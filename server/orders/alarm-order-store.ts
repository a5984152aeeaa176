import { and, eq, ne, sql as sqlText } from 'drizzle-orm'
import type { Sql } from '#db/client.ts'
import { alarms } from '#db/schema/alarms.ts'
import { devices } from '#db/schema/devices.ts'
import { openOrders, orders } from '#db/schema/orders.ts'
import { responses } from '#db/schema/responses.ts'
import { isActive } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import type { Order } from '#shared/orders.ts'
import type { AlarmResponse } from '#shared/responses.ts'
import { perPool } from '../live/gathered.ts'
import type { Parts } from '../parts.ts'
import type { Machine } from './alarm-order-rules.ts'
import { orderColumns } from './order-view.ts'

type Reads = Pick<Parts, 'db'>

const rules = perPool((_sql: Sql) => new Map<string, AlarmResponse['order']>())
/** What order a row of alarm responses makes. Rows are never rewritten, so that each is read once: a storm asks for the same few. */
export async function orderRuleOf({ db, sql }: Pick<Parts, 'db' | 'sql'>, response: string): Promise<AlarmResponse['order']> {
  const known = rules(sql)
  const held = known.get(response)
  if (held !== undefined) return held
  const [row] = await db.select({ order: responses.order }).from(responses).where(eq(responses.id, response))
  if (row) known.set(response, row.order)
  return row?.order ?? null
}

/** Of these, what an alarm might belong to is chosen by `orderToJoin`. */
export const openOrdersAt = ({ db }: Reads, community: string): Promise<Order[]> =>
  db.select(orderColumns).from(orders).where(and(eq(orders.community, community), eq(orders.mode, real), sqlText.raw(openOrders)))

export async function machineOf({ db }: Reads, device: string): Promise<Machine | null> {
  const [machine] = await db.select({ unit: devices.unit, floor: devices.floor, room: devices.room }).from(devices).where(eq(devices.id, device))
  return machine ?? null
}

/** Whether anything that an order is for still holds. */
export async function isWanted({ db }: Reads, { id, community }: Pick<Order, 'id' | 'community'>): Promise<boolean> {
  const rows = await db.select({ state: alarms.state, active: alarms.active }).from(alarms)
    .where(and(eq(alarms.community, community), ne(alarms.state, 'normal'), eq(alarms.order, id)))
  return rows.some(isActive)
}
