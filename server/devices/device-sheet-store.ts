import { and, asc, desc, eq, getTableColumns, gte, isNotNull, isNull, ne, or } from 'drizzle-orm'
import { alarms } from '#db/schema/alarms.ts'
import { deviceHeard, deviceValues } from '#db/schema/devices.ts'
import { maintenanceItems } from '#db/schema/maintenance.ts'
import { orders } from '#db/schema/orders.ts'
import { reportCodes } from '#db/schema/report-codes.ts'
import { optionalAlarmFields, type Alarm } from '#shared/alarms.ts'
import type { DeviceValue } from '#shared/devices.ts'
import { optionalOrderFields, type Order } from '#shared/orders.ts'
import { leavingOut } from '../journal/leaving-out.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>
const span = 90 * 86_400_000
const most = 50

const { device: _device, ...valueColumns } = getTableColumns(deviceValues)
const { reporterPhone: _phone, ...orderColumns } = getTableColumns(orders)
const orderOnWire = leavingOut<Order>(optionalOrderFields)
const alarmOnWire = leavingOut<Alarm>(optionalAlarmFields)

/** The newest value of each key, by key. */
export const valuesOf = ({ db }: Reads, device: string): Promise<DeviceValue[]> =>
  db.select(valueColumns).from(deviceValues).where(eq(deviceValues.device, device)).orderBy(asc(deviceValues.key)).limit(200)

export async function heardAt({ db }: Reads, device: string): Promise<string | null> {
  const [row] = await db.select({ at: deviceHeard.at }).from(deviceHeard).where(eq(deviceHeard.device, device))
  return row?.at ?? null
}

/** Of 90 days, newest first, and whatever stands. The installation's tests of itself are none. */
export async function alarmsOf({ db }: Reads, device: string, now: number): Promise<Alarm[]> {
  const since = new Date(now - span).toISOString()
  const rows = await db.select().from(alarms)
    .where(and(eq(alarms.device, device), or(gte(alarms.raisedAt, since), ne(alarms.state, 'normal')), ne(alarms.mode, 'probe'))).orderBy(desc(alarms.raisedAt)).limit(most)
  return rows.map(alarmOnWire)
}

export async function ordersOf({ db }: Reads, { id, community }: { id: string; community: string }, now: number): Promise<Order[]> {
  const since = new Date(now - span).toISOString()
  const rows = await db.select(orderColumns).from(orders)
    .where(and(eq(orders.community, community), isNotNull(orders.device), eq(orders.device, id), gte(orders.reportedAt, since))).orderBy(desc(orders.reportedAt)).limit(most)
  return rows.map(orderOnWire)
}

/** The day of the next maintenance that is scheduled for it. */
export async function plannedDay({ db }: Reads, device: string): Promise<string | null> {
  const [item] = await db.select({ day: maintenanceItems.day }).from(maintenanceItems)
    .where(and(eq(maintenanceItems.device, device), eq(maintenanceItems.state, 'scheduled'))).orderBy(asc(maintenanceItems.day)).limit(1)
  return item?.day ?? null
}

/** What residents scan there, where a code hangs. */
export async function reportCodeOf({ db }: Reads, { id, community }: { id: string; community: string }): Promise<string | null> {
  const [row] = await db.select({ code: reportCodes.code }).from(reportCodes)
    .where(and(eq(reportCodes.community, community), eq(reportCodes.device, id), isNull(reportCodes.revokedAt))).orderBy(desc(reportCodes.madeAt)).limit(1)
  return row?.code ?? null
}
