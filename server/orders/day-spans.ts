import { DateTime, IANAZone } from 'luxon'

/**
 * One day of a zone, from its first instant to the next day's (epoch milliseconds). `number`: days since 1 January 1970 by its date.
 * `turn`: when its clocks are put forward (`by` above 0) or back, milliseconds; null on ordinary days.
 */
export type LocalDay = { number: number; start: number; end: number; midnight: number; turn: { at: number; by: number } | null }

const dayLong = 86_400_000
const minute = 60_000
const hour = 3_600_000

/** The day on which `at` lies. */
export function dayAt(zone: string, at: number): LocalDay {
  let day = dayNumbered(zone, Math.floor(at / dayLong))
  while (at >= day.end) day = dayNumbered(zone, day.number + 1)
  while (at < day.start) day = dayNumbered(zone, day.number - 1)
  return day
}

/** Zones ask the runtime's calendar, which is slow; orders ask for the same few days over and over. */
const kept = new Map<string, Map<number, LocalDay>>()
const mostKept = 20_000

export function dayNumbered(zone: string, number: number): LocalDay {
  let days = kept.get(zone)
  if (!days) kept.set(zone, (days = new Map()))
  let day = days.get(number)
  if (!day) {
    day = makeDay(known(zone), number)
    if (days.size >= mostKept) days.clear()
    days.set(number, day)
  }
  return day
}

/**
 * The first instant of a day at which its clocks show `minutes` after midnight, or later: what the clocks leave out in spring begins
 * where they go on, and what they show twice in autumn begins the first time.
 */
export function instantAt({ start, midnight, turn }: LocalDay, minutes: number): number {
  const at = midnight + minutes * minute
  if (!turn || at < turn.at) return Math.max(start, at)
  return Math.max(turn.at, at - turn.by)
}

/** A zone that nobody knows must not keep an order from being reported. */
const known = (zone: string): IANAZone => IANAZone.create(IANAZone.isValidZone(zone) ? zone : 'UTC')

function makeDay(zone: IANAZone, number: number): LocalDay {
  const [start, end] = [startOf(zone, number), startOf(zone, number + 1)]
  const [before, after] = [zone.offset(start), zone.offset(end - minute)]
  const turn = before === after ? null : { at: turnBetween(zone, start, end), by: (after - before) * minute }
  return { number, start, end, midnight: number * dayLong - before * minute, turn }
}

/** Where midnight comes twice because the clocks are put back at it, as in Havana, the first. */
function startOf(zone: IANAZone, number: number): number {
  const date = new Date(number * dayLong)
  const midnight = DateTime.fromObject({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }, { zone }).toMillis()
  const back = zone.offset(midnight - 3 * hour) - zone.offset(midnight)
  const first = midnight - Math.max(0, back) * minute
  return zone.offset(first) === zone.offset(midnight) ? midnight : first
}

/** The first minute at which the offset is no longer that of `start`. */
function turnBetween(zone: IANAZone, start: number, end: number): number {
  const before = zone.offset(start)
  let [low, high] = [0, (end - start) / minute]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (zone.offset(start + middle * minute) === before) low = middle
    else high = middle
  }
  return start + high * minute
}
