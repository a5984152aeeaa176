import type { deviceKinds } from '#shared/devices.ts'
import type { MaintenanceProposal } from '#shared/maintenance.ts'
import type { Category, Facility } from '#shared/orders.ts'
import type { Bilingual } from '#shared/text.ts'
import { spread } from './day-rules.ts'
import { excesses, type Spot } from './excess-rules.ts'

/** Days of history that a proposal is made from. */
export const historyDays = 90
const mostProposed = 30

type DeviceKind = (typeof deviceKinds)[number]
export type Device = { id: string; building: string | null; kind: DeviceKind; name: Bilingual }
export type Building = { id: string; name: Bilingual; households: number }
/** `weekday`: local, 1 Monday; `hours`: from arrival, or acceptance, to the finish. */
export type PastOrder = { device: string | null; building: string | null; category: Category; fromAlarm: boolean; at: string; weekday: number; hours: number | null }
export type PastAlarm = { device: string; at: string; weekday: number }
export type History = { devices: readonly Device[]; buildings: readonly Building[]; orders: readonly PastOrder[]; alarms: readonly PastAlarm[] }

const facilityOf: Record<DeviceKind, Facility> = {
  lift: 'lift', pump: 'water', power: 'power', 'fire-panel': 'fire', access: 'access', 'parking-gate': 'access', perimeter: 'access', 'littering-camera': 'other',
  lighting: 'lighting', 'water-leak': 'drainage', gas: 'gas', gateway: 'other', controller: 'other', network: 'other', sensor: 'other',
}

/** What can be looked after before it breaks. */
const physical: readonly Category[] = ['repair', 'security', 'cleaning', 'greening', 'parking']

type Case = Spot & Pick<MaintenanceProposal, 'building' | 'device' | 'name' | 'category' | 'facility'> & { orders: PastOrder[]; alarms: PastAlarm[] }
type Month = { community: string; days: readonly string[]; load: ReadonlyMap<string, number>; busiest: number | null; keyOf: (spot: Pick<Case, 'building' | 'device' | 'category'>) => string; done: ReadonlySet<string> }

/** What is well above what is usual for its kind, with a day for each. What `done` holds was accepted or dismissed. */
export function proposalsOf(history: History, { community, days, load, busiest, keyOf, done }: Month): MaintenanceProposal[] {
  const cases = new Map([...devicesOf(history), ...spotsOf(history)].map((one) => [one.key, one]))
  const kept = excesses([...cases.values()]).flatMap(({ key, usual }) => {
    const found = cases.get(key)
    return found && !done.has(keyOf(found)) ? [{ found, usual }] : []
  }).slice(0, mostProposed)
  const wanted = kept.map(({ found }) => ({ hours: hoursOf(found.orders), gathers: gatheringOf([...found.orders, ...found.alarms]) }))
  return spread(wanted, days, load, busiest).flatMap((day, i): MaintenanceProposal[] => {
    const [one, work] = [kept[i], wanted[i]]
    if (!one || !work) return []
    const { found, usual } = one
    const { building, device, name, category, facility, orders, alarms } = found
    return [{
      key: keyOf(found), community, building, device, name, category, facility, day, hours: work.hours, orders: orders.length, alarms: alarms.length, usual,
      lastAt: [...orders, ...alarms].map(({ at }) => at).toSorted().at(-1) ?? null, weekday: work.gathers,
    }]
  })
}

/** An order that came from an alarm is the same trouble as that. */
const troubles = (orders: readonly PastOrder[], alarms: readonly PastAlarm[]): number => alarms.length + orders.filter(({ fromAlarm }) => !fromAlarm).length

function devicesOf({ devices, orders, alarms }: History): Case[] {
  const [ordersOf, alarmsOf] = [grouped(orders, ({ device }) => device), grouped(alarms, ({ device }) => device)]
  return devices.map(({ id, building, kind, name }) => {
    const own = { orders: ordersOf.get(id) ?? [], alarms: alarmsOf.get(id) ?? [] }
    return { key: id, kind, count: troubles(own.orders, own.alarms), size: 1, building, device: id, name, category: 'repair', facility: facilityOf[kind], ...own }
  })
}

/** Buildings compare by their households; one that has none counts like the average. */
function spotsOf({ buildings, orders }: History): Case[] {
  const loose = grouped(orders.filter(({ device }) => device === null), ({ building, category }) => building && `${building} ${category}`)
  const average = buildings.reduce((sum, { households }) => sum + households, 0) / Math.max(1, buildings.length) || 1
  return buildings.flatMap(({ id, name, households }) =>
    physical.map((category): Case => {
      const own = loose.get(`${id} ${category}`) ?? []
      return { key: `${id} ${category}`, kind: `building ${category}`, count: own.length, size: households || average, building: id, device: null, name, category, facility: null, orders: own, alarms: [] }
    }),
  )
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

/** Median of such work, in half hours between a half and a day's eight; two where none is known. */
export function hoursOf(orders: readonly Pick<PastOrder, 'hours'>[]): number {
  const known = orders.flatMap(({ hours }) => hours ?? []).toSorted((a, b) => a - b)
  const median = known[Math.floor(known.length / 2)] ?? 2
  return Math.min(8, Math.max(0.5, Math.round(median * 2) / 2))
}

/** The weekday on which at least a third of it happened, where that is not chance of a few. */
export function gatheringOf(happened: readonly { weekday: number }[]): number | null {
  const counts = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, count: happened.filter((one) => one.weekday === weekday).length }))
  const top = counts.toSorted((a, b) => b.count - a.count)[0]
  return top && top.count >= 3 && top.count * 3 >= happened.length ? top.weekday : null
}
