import { middle, type LonLat } from '#shared/geo.ts'
import type { Actor } from '#shared/facts.ts'
import { orderSources, type Category, type Order, type PromiseKind } from '#shared/orders.ts'
import type { Person } from '#shared/people.ts'
import type { Building, Community } from '#shared/sites.ts'
import { day, hour, hourOf, instant, midnight, minute, weekday, zone } from './local-time.ts'
import type { Matter } from './matters.ts'
import { summed, system, type PastFact } from './past.ts'
import { residentName } from './person-names.ts'
import type { PromisedMinutes } from './promised.ts'
import type { Random } from './random.ts'
import { workMinutes } from './work-times.ts'

export type Occurrence = {
  id: string
  number: string
  at: number
  community: Community
  building: Building | null
  point: LonLat | null
  place: string
  category: Category
  matter: Matter
  alarm: string | null
  /** How slow people were: 1 is usual. */
  drag: number
}

type Told = 'reported' | 'assigned' | 'accepted' | 'arrived' | 'finished' | 'closed' | 'called-back' | 'late'
type Move = { at: number; name: `order.${Told}`; by: Actor; alter: (order: Order) => Partial<Order> }

/** The facts of one order up to `now`, with its clocks: reported, assigned, accepted, arrived, finished, closed, and late where late. */
export function orderFacts(
  random: Random, matter: Occurrence, promised: PromisedMinutes, assignee: Person | null, manager: Person | null,
  now: number, userOf: (person: Person) => string,
): PastFact[] {
  const times = timesOf(random, matter)
  const actor = (person: Person | null): Actor => (person ? { kind: 'person', id: userOf(person), name: person.name.zh } : system)
  const first: Order = {
    id: matter.id, version: 1, number: matter.number, community: matter.community.id, building: matter.building?.id ?? null, place: matter.place,
    point: matter.building ? middle(matter.building.footprint) : matter.point, category: matter.category, priority: matter.matter.priority,
    source: matter.alarm ? 'alarm' : random.weighted(orderSources.filter((source) => sourceShare[source] > 0), (source) => sourceOf(matter.category, source)),
    title: matter.matter.title, description: '', reporter: matter.alarm || matter.category === 'inspection' ? null : residentName(random),
    state: 'reported', assignee: null, alarm: matter.alarm,
    reportedAt: instant(matter.at), assignedAt: null, respondedAt: null, arrivedAt: null, finishedAt: null, closedAt: null,
    respondBy: instant(matter.at + promised.respond * minute), arriveBy: promised.arrive ? instant(matter.at + promised.arrive * minute) : null,
    finishBy: instant(matter.at + promised.finish * minute), late: [], mode: 'real', promise: promised.id,
    ...(promised.solution === null ? {} : { solutionBy: instant(matter.at + promised.solution * minute) }),
    ...(promised.close === null ? {} : { closeBy: instant(matter.at + promised.close * minute) }),
  }
  const worker = actor(assignee)
  const moves: Move[] = [
    { at: matter.at, name: 'order.reported', by: system, alter: () => ({}) },
    { at: times.assigned, name: 'order.assigned', by: actor(manager), alter: () => ({ state: 'assigned', assignee: assignee?.id ?? null, assignedAt: instant(times.assigned) }) },
    { at: times.accepted, name: 'order.accepted', by: worker, alter: () => ({ state: 'accepted', respondedAt: instant(times.accepted) }) },
    { at: times.arrived, name: 'order.arrived', by: worker, alter: () => ({ state: 'arrived', arrivedAt: instant(times.arrived) }) },
    { at: times.finished, name: 'order.finished', by: worker, alter: () => ({ state: 'done', finishedAt: instant(times.finished) }) },
    { at: times.closed, name: 'order.closed', by: actor(manager), alter: () => ({ state: 'closed', closedAt: instant(times.closed), ...(isAsked(matter, now) ? { callBackBy: instant(nextWorkday(times.closed)) } : {}) }) },
    ...callBack(random, matter, times.closed, actor(manager), now),
    ...lateMoves(first, { respond: times.accepted, arrive: times.arrived, finish: times.finished }),
  ]
  const told = moves.filter((move) => move.at <= now).sort((a, b) => a.at - b.at)
  return summedUp(first, told, now)
}

/** Residents are asked again about repairs and complaints of this long, milliseconds: what work is paid by. */
const asked = 35 * day
const isAsked = ({ at, category }: Occurrence, now: number): boolean => (category === 'repair' || category === 'complaint') && at > now - asked

const nextWorkday = (at: number): number => midnight(at) + (weekday(at) === 5 ? 4 : weekday(at) === 6 ? 3 : 2) * day - 1000

/** Nine in ten are called the same day or the next; what is left waits for the visitor. */
function callBack(random: Random, matter: Occurrence, closed: number, by: Actor, now: number): Move[] {
  if (!isAsked(matter, now)) return []
  const left = random.chance(0.1) && closed > now - day
  const reached = random.chance(0.95)
  const satisfied = reached && !random.chance(matter.category === 'complaint' ? 0.15 : 0.04)
  const rating = !reached ? null : satisfied ? random.pick([4, 5, 5, 5]) : random.pick([1, 2, 3])
  const at = byDaylight(closed + random.skewed(90, 0.8) * minute, random)
  return left ? [] : [{ at, name: 'order.called-back', by, alter: () => ({ state: 'called-back', calledBackAt: instant(at), called: { reached, satisfied, rating } }) }]
}

/** Old matters are told by their beginning and their end; versions count what is told. */
function summedUp(first: Order, moves: readonly Move[], now: number): PastFact[] {
  const over = moves.findIndex(({ name }) => name === 'order.closed')
  const old = over >= 0 && (moves[over]?.at ?? now) < now - summed
  let order = first
  let version = 0
  return moves.flatMap((move, i): PastFact[] => {
    order = { ...order, ...move.alter(order) }
    if (old && i > 0 && i < over) return []
    version++
    return [{ at: move.at, name: move.name, by: move.by, body: { ...order, version } }]
  })
}

/** What the made past tells of; of complaints the solution and the close are not looked at. */
type Looked = Extract<PromiseKind, 'respond' | 'arrive' | 'finish'>

function lateMoves(order: Order, kept: Record<Looked, number>): Move[] {
  const due: Record<Looked, string | null> = { respond: order.respondBy, arrive: order.arriveBy, finish: order.finishBy }
  return (['respond', 'arrive', 'finish'] as const).flatMap((kind): Move[] => {
    const by = due[kind] ? Date.parse(due[kind]) : Infinity
    return kept[kind] > by ? [{ at: by, name: 'order.late', by: system, alter: (one) => ({ late: [...one.late, kind] }) }] : []
  })
}

function timesOf(random: Random, { at, category, matter, drag }: Occurrence) {
  const urgent = matter.priority === 'urgent'
  const after = (from: number, middleMinutes: number, spread: number) => from + Math.max(0.3, random.skewed(middleMinutes, spread)) * minute
  const assigned = after(at, urgent ? 0.8 : 2.2 * drag, 0.7)
  const accepted = after(assigned, (urgent ? 1.2 : category === 'complaint' ? 9 : 3) * drag, 0.7)
  const arrived = after(accepted, (urgent ? 6 : 11) * drag, 0.45)
  const finished = arrived + workMinutes(random, category, matter.priority) * drag * minute
  const closed = byDaylight(after(finished, category === 'complaint' || category === 'repair' ? 120 : 55, 0.8), random)
  return { assigned, accepted, arrived, finished, closed }
}

/** Residents are called back between half past eight and nine in the evening. */
function byDaylight(at: number, random: Random): number {
  const clock = hourOf(at)
  if (clock >= 8.5 && clock < 21) return at
  return midnight(at) + (clock < 8.5 ? 0 : day) + random.between(8.5, 11) * hour
}

const sourceShare: Record<Order['source'], number> = { app: 55, phone: 22, butler: 14, patrol: 4, alarm: 0, inspection: 3, api: 2, import: 0, code: 0, forum: 0, drill: 0, maintenance: 0, plan: 0 }

function sourceOf(category: Category, source: Order['source']): number {
  if (category !== 'inspection') return sourceShare[source]
  return { app: 0, phone: 0, butler: 20, patrol: 30, alarm: 0, inspection: 50, api: 0, import: 0, code: 0, forum: 0, drill: 0, maintenance: 0, plan: 0 }[source]
}

const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** "1121-7Q4K": the local day and four letters that nobody mixes up on the telephone; never the same twice. */
export function numbering(random: Random): (at: number) => string {
  const given = new Set<string>()
  const days = new Intl.DateTimeFormat('en-GB', { timeZone: zone, month: '2-digit', day: '2-digit' })
  const names = new Map<number, string>()
  const dayName = (at: number): string => {
    const name = names.get(midnight(at)) ?? days.format(at).split('/').reverse().join('')
    names.set(midnight(at), name)
    return name
  }
  return (at) => {
    for (;;) {
      const number = `${dayName(at)}-${Array.from({ length: 4 }, () => letters[random.int(0, letters.length - 1)]).join('')}`
      if (given.has(number)) continue
      given.add(number)
      return number
    }
  }
}
