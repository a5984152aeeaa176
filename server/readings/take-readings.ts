import type { Sql } from '#db/client.ts'
import type { Scalar } from '#shared/devices.ts'
import { Unanswered } from '../journal/journal.ts'
import { GatheredWork } from '../live/gathered-work.ts'
import { perPool } from '../live/gathered.ts'
import type { JudgeReadings, KeptReading, Reading, TakeReadings } from '../live/handler.ts'
import { isOutage } from '../outage.ts'
import { isKey, isScalar, timeOf } from './reading-rules.ts'
import { storeValues, type Value } from './reading-store.ts'
import { SteadyClocks } from './steady-clocks.ts'

/** Values after which a batch is full, and that go in one statement. */
const most = 4_000

type Taken = { kept: KeptReading[]; values: Value[]; odd: { place: number; key: string }[] }

/** See `TakeReadings`. What is kept and what is judged is committed apart: a sender that hears nothing sends again, and neither is done twice. */
export function readingsTaking(judge: JudgeReadings): TakeReadings {
  const store = perPool((sql: Sql) => new GatheredWork<Value>(most, async (values) => {
    for (let from = 0; from < values.length; from += most) await storeValues(sql, values.slice(from, from + most))
  }))
  const clocks = new SteadyClocks()
  const last = new Map<string, number>()
  return async (parts, readings) => {
    const { kept, values, odd } = read(readings, parts.now(), clocks, last)
    if (values.length === 0) return odd
    try {
      await Promise.all([store(parts.sql).do(values), judge(parts, kept)])
    } catch (error) {
      throw isOutage(error) ? new Unanswered('values could not be kept') : error
    }
    return odd
  }
}

/** What a clock says that is behind by always as much is of now, else nothing of such a device would ever be judged. */
function timeBy(clocks: SteadyClocks, device: string, said: number | null, receivedAt: number): ReturnType<typeof timeOf> {
  const time = timeOf(said, receivedAt)
  if (time.quality === 'late' && said !== null) return clocks.isSteady(device, receivedAt - said, receivedAt) ? { at: receivedAt, quality: 'clock' } : time
  clocks.forget(device)
  return time
}

/**
 * What has no time of its own has the time it came, a millisecond after the one before it at least, so that none takes the place of another.
 * @param last when each device's last value without a time was held to have come
 */
function read(readings: readonly Reading[], receivedAt: number, clocks: SteadyClocks, last: Map<string, number>): Taken {
  const taken: Taken = { kept: [], values: [], odd: [] }
  const ordered = readings.map((one, place) => ({ ...one, place })).toSorted((a, b) => (a.at ?? receivedAt) - (b.at ?? receivedAt))
  ordered.forEach(({ device, community, at: said, values, place }) => {
    const time = timeBy(clocks, device, said, receivedAt)
    const at = time.at === receivedAt ? Math.max(receivedAt, (last.get(device) ?? 0) + 1) : time.at
    if (time.at === receivedAt) last.set(device, at)
    const fit: [string, Scalar][] = []
    for (const [key, value] of Object.entries(values)) {
      if (isKey(key) && isScalar(value)) fit.push([key, value])
      else taken.odd.push({ place, key })
    }
    if (fit.length === 0) return
    taken.kept.push({ device, community, at, receivedAt, late: time.quality === 'late', values: fit })
    for (const [key, value] of fit) taken.values.push({ device, key, at, receivedAt, value, quality: time.quality })
  })
  return taken
}
