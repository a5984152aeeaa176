import { dayAfter, dayOf, instantOf } from '../timers/local-days.ts'

export type Clock = { at: string; zone: string }

/** The next time at which a plan is due after `now`, on a day after `lastDay`. Epoch milliseconds. */
export function nextSending({ at, zone }: Clock, lastDay: string | null, now: number): number {
  let day = dayOf(now, zone)
  if (lastDay !== null && day <= lastDay) day = dayAfter(lastDay)
  const due = instantOf(day, at, zone)
  return due > now ? due : instantOf(dayAfter(day), at, zone)
}

/** The day for which it is sent at `now`: the last one whose time has come. Days that went by while nobody could send are not made up for. */
export function daySent({ at, zone }: Clock, now: number): string {
  const today = dayOf(now, zone)
  return instantOf(today, at, zone) <= now ? today : dayAfter(today, -1)
}

/** The zone by whose clocks most of these communities live; the first by name where several are even. */
export function zoneOfMost(zones: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const zone of zones) counts.set(zone, (counts.get(zone) ?? 0) + 1)
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? 'UTC'
}
