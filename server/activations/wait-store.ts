import { and, eq, isNull } from 'drizzle-orm'
import { devices, deviceValues } from '#db/schema/devices.ts'
import type { Activation } from '#shared/activations.ts'
import { isWithin } from '#shared/geo.ts'
import type { Parts } from '../parts.ts'
import { buildingsOf } from './place-store.ts'
import type { Shown, ValueWait } from './wait-rules.ts'

/** What the devices of that kind show: those of its buildings and its area, or else of the whole community. */
export async function readShown(parts: Pick<Parts, 'db'>, activation: Activation, wait: ValueWait): Promise<Shown[]> {
  const { community, building, buildings, area } = activation
  const [about, rows] = await Promise.all([
    buildingsOf(parts, activation),
    parts.db.select({ building: devices.building, point: devices.point, state: devices.state, silentAfter: devices.silentAfter, value: deviceValues.value, quality: deviceValues.quality, receivedAt: deviceValues.receivedAt })
      .from(devices).innerJoin(deviceValues, eq(deviceValues.device, devices.id))
      .where(and(eq(devices.community, community), eq(devices.kind, wait.device), isNull(devices.removedAt), eq(deviceValues.key, wait.key))),
  ])
  if (!building && !buildings?.length && !area) return rows
  const ids = new Set(about.map(({ id }) => id))
  return rows.filter((row) => (row.building ? ids.has(row.building) : false) || (area && row.point ? isWithin(row.point, area) : false))
}
