import { eq } from 'drizzle-orm'
import { devices } from '#db/schema/devices.ts'
import { valueUnits } from '#shared/devices.ts'
import { see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { readHistory } from './history-store.ts'

/** Points of one chart. */
const points = 500

export const historyQueries: QueryHandlers<'deviceHistory'> = {
  deviceHistory: async (parts, { id, params: { key, from, to }, caller }) => {
    const [device] = await parts.db.select({ community: devices.community }).from(devices).where(eq(devices.id, id))
    if (!device) throw new Refusal('not-found')
    await see(parts, caller, 'deviceHistory', device.community)
    const [begin, end] = [Date.parse(from), Date.parse(to)]
    if (begin >= end) throw new Refusal('invalid', { errors: [{ field: 'to', message: backwards }] })
    // oxlint-disable-next-line no-control-regex -- no value goes by such a name, and the database cannot hold it
    if (/[\u0000\ud800-\udfff]/u.test(key)) return { unit: null, points: [] }
    return { unit: valueUnits[key] ?? null, points: await readHistory(parts.sql, { device: id, key, from: begin, to: end, points }) }
  },
}

const backwards = { zh: '应晚于开始时间', en: 'It must be after the beginning' }
