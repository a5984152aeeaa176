import { DateTime, IANAZone } from 'luxon'

const day = 86_400_000
const minute = 60_000

/** Whether the clocks of this place are known. */
export const isZone = (name: string): boolean => IANAZone.isValidZone(name)

const zones = new Map<string, IANAZone>()
/** A zone that nobody knows must not keep what is due from coming. */
function zoneOf(name: string): IANAZone {
  const zone = zones.get(name) ?? IANAZone.create(isZone(name) ? name : 'UTC')
  zones.set(name, zone)
  return zone
}

/** By zone and day since 1970: what is the same from its beginning to its end; null where clocks change within. */
const known = new Map<string, Map<number, number | null>>()
const mostKnown = 20_000

/** How far `zone` is ahead of UTC at a moment, milliseconds. Asking Intl costs so much that each day is asked once. */
export function aheadAt(at: number, zone: string): number {
  const days = known.get(zone) ?? new Map<number, number | null>()
  known.set(zone, days)
  const number = Math.floor(at / day)
  let ahead = days.get(number)
  if (ahead === undefined) {
    const [from, to] = [number * day, (number + 1) * day].map((one) => zoneOf(zone).offset(one) * minute)
    ahead = from !== undefined && from === to ? from : null
    if (days.size > mostKnown) days.clear()
    days.set(number, ahead)
  }
  return ahead ?? zoneOf(zone).offset(at) * minute
}

/**
 * The moment (epoch milliseconds) at which clocks in `zone` show this day (YYYY-MM-DD) and time (HH:MM). Where clocks are put back
 * and show it twice it is the first; where they are put forward past it, it is the moment at which they are: the next valid instant.
 */
export function instantOf(date: string, clock: string, zone: string): number {
  const local = Date.parse(`${date}T${clock}:00Z`)
  const before = aheadAt(local - day, zone)
  const after = aheadAt(local + day, zone)
  const fits = [local - before, local - after].filter((at) => at + aheadAt(at, zone) === local)
  if (fits.length > 0) return Math.min(...fits)
  let [low, high] = [local - Math.max(before, after) - 1, local - Math.min(before, after)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (middle + aheadAt(middle, zone) < local) low = middle
    else high = middle
  }
  return high
}

/** The day (YYYY-MM-DD) and time (HH:MM) that clocks in `zone` show. */
export function localOf(at: number, zone: string): { date: string; clock: string } {
  const text = new Date(at + aheadAt(at, zone)).toISOString()
  return { date: text.slice(0, 10), clock: text.slice(11, 16) }
}

/** The day (YYYY-MM-DD) that calendars in `zone` show. */
export const dayOf = (at: number, zone: string): string => localOf(at, zone).date

/** The day (YYYY-MM-DD) so many days later. */
export const dayAfter = (date: string, days = 1): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10)

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7

/** For a calendar file: the moment as its zone's clocks have it. */
export const zoned = (at: number, zone: string): DateTime => DateTime.fromMillis(at, { zone })
