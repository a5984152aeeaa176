import { isAside } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import type { Fact } from '#shared/facts.ts'

/** Something that happened at a building. `at` in epoch milliseconds. */
export type Happening = { community: string; building: string; category: string; at: number }

/** How often something happened: per local day, per hour, per hour of the week. Keys are the tables' own. */
export type HeatCounts = {
  days: { community: string; building: string; category: string; day: string; count: number }[]
  hours: { community: string; building: string; category: string; hour: string; count: number }[]
  profile: { community: string; category: string; hourOfWeek: number; count: number }[]
}

/** Hours are kept this long. */
const hoursKept = 48
const hour = 3_600_000

/** What a fact adds to the heat: a new order, or a new alarm that is heard at a building, really and in no exercise. What is folded away is its cause's. */
export function happeningOf(fact: Fact): Happening | null {
  if (fact.mode !== real) return null
  if (fact.name === 'order.reported' && fact.body.building) {
    return { community: fact.body.community, building: fact.body.building, category: fact.body.category, at: Date.parse(fact.body.reportedAt) }
  }
  if (fact.name === 'alarm.raised' && fact.body.building && !isAside(fact.body) && !fact.body.exercise) {
    return { community: fact.body.community, building: fact.body.building, category: 'alarm', at: Date.parse(fact.body.raisedAt) }
  }
  return null
}

/** Hours before this one are gone. Epoch milliseconds. */
export const oldestHour = (now: number): number => Math.floor(now / hour) * hour - hoursKept * hour

/** Adds up happenings by the zones of their communities. */
export function countHeat(happenings: readonly Happening[], zoneOf: (community: string) => string, now: number): HeatCounts {
  const days = new Map<string, HeatCounts['days'][number]>()
  const hours = new Map<string, HeatCounts['hours'][number]>()
  const profile = new Map<string, HeatCounts['profile'][number]>()
  for (const { community, building, category, at } of happenings) {
    const { day, hourOfWeek } = localTime(zoneOf(community), at)
    add(days, [community, building, category, day], () => ({ community, building, category, day, count: 0 }))
    add(profile, [community, category, hourOfWeek], () => ({ community, category, hourOfWeek, count: 0 }))
    if (at < oldestHour(now)) continue
    const start = new Date(Math.floor(at / hour) * hour).toISOString()
    add(hours, [community, building, category, start], () => ({ community, building, category, hour: start, count: 0 }))
  }
  return { days: [...days.values()], hours: [...hours.values()], profile: [...profile.values()] }
}

function add<T extends { count: number }>(sums: Map<string, T>, key: (string | number)[], empty: () => T): void {
  const name = key.join('/')
  const sum = sums.get(name) ?? empty()
  sum.count++
  sums.set(name, sum)
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formats = new Map<string, Intl.DateTimeFormat>()

/** Local day (YYYY-MM-DD) and hour of the week (0 = Monday 00:00) of an instant. A zone that nobody knows counts as UTC. */
export function localTime(zone: string, at: number): { day: string; hourOfWeek: number } {
  const part = Object.fromEntries(formatOf(zone).formatToParts(at).map(({ type, value }) => [type, value]))
  return { day: `${part['year']}-${part['month']}-${part['day']}`, hourOfWeek: weekdays.indexOf(part['weekday'] ?? '') * 24 + Number(part['hour']) }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const parts = { weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' } as const
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', { ...parts, timeZone: zone })
  } catch {
    format = new Intl.DateTimeFormat('en-US', { ...parts, timeZone: 'UTC' })
  }
  formats.set(zone, format)
  return format
}

/** The day `days` before a local day. */
export const dayBefore = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
