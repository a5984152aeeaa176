import { and, eq, isNull, sql } from 'drizzle-orm'
import { devices } from '#db/schema/devices.ts'
import { buildings } from '#db/schema/sites.ts'
import { see, seeAnywhere, seenCommunities, seesEverything, type Caller } from '../identity/caller.ts'
import { previewOf } from '../files/preview.ts'
import type { QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { cellsOf, tableOf } from './device-columns.ts'
import { writeDevicesCsv } from './device-csv.ts'
import { planDevices } from './device-import.ts'
import { deviceCounts, devicePage, lastWords } from './device-list-store.ts'
import { alarmsOf, heardAt, ordersOf, plannedDay, reportCodeOf, valuesOf } from './device-sheet-store.ts'
import { aboveOf, devicesOf, findDevice, hangingOn, housesOf } from './device-store.ts'
import { nextService } from './service-rules.ts'

const mostBelow = 200

export const deviceQueries: QueryHandlers<'devices' | 'device' | 'deviceList' | 'devicesPreview' | 'devicesExport'> = {
  devices: async (parts, { id, caller }) => {
    const [building] = await parts.db.select({ community: buildings.community }).from(buildings).where(eq(buildings.id, id))
    if (!building) throw new Refusal('not-found')
    await see(parts, caller, 'devices', building.community)
    return parts.db.select().from(devices).where(and(eq(devices.building, id), isNull(devices.removedAt))).orderBy(devices.kind, sql`code_order`)
  },

  device: async (parts, { id, caller, now }) => {
    const device = await findDevice(parts, id)
    if (!device) throw new Refusal('not-found')
    const { zone } = await see(parts, caller, 'device', device.community)
    const [values, heard, above, below, alarms, orders, planned, code] = await Promise.all([
      valuesOf(parts, id), heardAt(parts, id), aboveOf(parts, id), hangingOn(parts, id, mostBelow), alarmsOf(parts, id, now), ordersOf(parts, device, now), plannedDay(parts, id), reportCodeOf(parts, device),
    ])
    const ran = values.find(({ key }) => key === 'runningHours')?.value
    const service = device.removedAt ? null : nextService(device, { hours: typeof ran === 'number' ? ran : null, planned, now, zone })
    return { device, values, heardAt: heard, above, below, alarms, orders, service, code }
  },

  deviceList: async (parts, { body: { communities, after, limit, ...filter }, caller }) => {
    const sought = { ...filter, communities: await seenBy(parts, caller, communities) }
    const [page, counts] = await Promise.all([devicePage(parts, sought, after ?? null, limit), after ? {} : deviceCounts(parts, sought)])
    return { ...page, ...(await lastWords(parts, page.devices.map(({ id: device }) => device))), counts }
  },

  devicesPreview: async (parts, { body, caller, language }) => {
    const place = await see(parts, caller, 'devicesPreview', body.community)
    return previewOf((await planDevices(parts, place.id, body.text)).steps, language)
  },

  devicesExport: async (parts, { params, caller, language, tell }) => {
    const place = await see(parts, caller, 'devicesExport', params.community)
    const [rows, houses] = await Promise.all([devicesOf(parts, place.id), housesOf(parts, place.id)])
    const [codes, built] = [new Map(rows.map(({ id, code }) => [id, code])), new Map(houses.map(({ id, code }) => [id, code]))]
    const lines = rows.map((device) => cellsOf(device, language, { building: device.building ? (built.get(device.building) ?? '') : '', codes }))
    tell(place.id, { devices: rows.length })
    return writeDevicesCsv(tableOf(lines, [...new Set(rows.map(({ kind }) => kind))], language))
  },
}

/** The communities that are looked in; null for the whole company. One that is asked for and is not theirs is refused as by itself. */
async function seenBy(parts: Pick<Parts, 'db'>, caller: Caller, asked: readonly string[]): Promise<string[] | null> {
  const [first, second] = asked
  if (first === undefined) {
    seeAnywhere(caller, 'deviceList')
    return seesEverything(caller, 'deviceList') ? null : (await seenCommunities(parts, caller, 'deviceList', null)).map(({ id }) => id)
  }
  if (second === undefined) return [(await see(parts, caller, 'deviceList', first)).id]
  const seen = (await seenCommunities(parts, caller, 'deviceList', asked)).map(({ id }) => id)
  return seen.length > 0 ? seen : [(await see(parts, caller, 'deviceList', first)).id]
}
