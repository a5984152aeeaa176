import { isOpenOrder, runningPromise, type Order } from '#shared/orders.ts'
import type { Person } from '#shared/people.ts'
import type { Duty } from './duty-rules.ts'

/** What somebody carries: the promise that runs out first comes first. `late`: how many of them broke one. */
export type Load = { open: Order[]; late: number }

export function loads(orders: Iterable<Order>): ReadonlyMap<string, Load> {
  const found = new Map<string, Order[]>()
  for (const order of orders) {
    if (!order.assignee || !isOpenOrder(order) || order.finishedAt !== null) continue
    found.set(order.assignee, [...(found.get(order.assignee) ?? []), order])
  }
  const due = (order: Order): string => runningPromise(order)?.by ?? order.finishBy
  return new Map([...found].map(([person, open]) => [person, { open: open.toSorted((a, b) => due(a).localeCompare(due(b))), late: open.filter(({ late }) => late.length > 0).length }]))
}

export type Crew = { community: string; duties: Duty[]; away: Person[] }

/** People of each of these communities: on shift as they are sorted, and who is off shift, by post and code. Those without staff are left out. */
export function crews(communities: readonly string[], duties: readonly Duty[], people: Iterable<Person>): Crew[] {
  const on = new Set(duties.map(({ person }) => person.id))
  const found = new Map<string, Crew>(communities.map((community) => [community, { community, duties: [], away: [] }]))
  for (const duty of duties) found.get(duty.person.community)?.duties.push(duty)
  for (const person of people) if (!on.has(person.id)) found.get(person.community)?.away.push(person)
  return [...found.values()]
    .filter(({ duties: here, away }) => here.length + away.length > 0)
    .map((crew) => ({ ...crew, away: crew.away.toSorted((a, b) => a.post.localeCompare(b.post) || a.code.localeCompare(b.code)) }))
}

/** The local day of an instant, as "2026-11-22". */
export const localDay = (at: number, zone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(new Date(at))
