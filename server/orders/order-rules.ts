import type { Alarm } from '#shared/alarms.ts'
import { real } from '#shared/drills.ts'
import type { FactName } from '#shared/facts.ts'
import { moved, type Order, type OrderMove, type PromiseKind, type ReportOrder } from '#shared/orders.ts'
import type { ServicePromise } from '#shared/promises.ts'
import type { z } from 'zod'
import type { TimerChange } from '../journal/change.ts'
import { Refusal } from '../refusal.ts'

type OrderFact = Extract<FactName, `order.${string}`>
/** What becomes of an order, in steps: each is one version and one fact. */
export type Decision = { steps: { fact: OrderFact; order: Order }[]; timers: TimerChange[] }

export type Report = z.output<typeof ReportOrder>
type Site = { id: string; zone: string }

/** A new order. Its promises are counted from `now` and stay as they are, whatever the defaults become. */
export function decideReport(id: string, request: Report, site: Site, promise: ServicePromise, alarm: Alarm | null, now: number): Decision {
  const at = iso(now)
  const order: Order = {
    id,
    version: 1,
    number: orderNumber(id, site.zone, now),
    community: site.id,
    building: request.building ?? alarm?.building ?? null,
    place: request.place,
    point: request.point ?? alarm?.point ?? null,
    category: request.category,
    priority: request.priority,
    source: request.source,
    title: request.title,
    description: request.description,
    reporter: request.reporter ?? null,
    state: 'reported',
    assignee: null,
    alarm: alarm?.id ?? null,
    reportedAt: at,
    assignedAt: null,
    respondedAt: null,
    arrivedAt: null,
    finishedAt: null,
    closedAt: null,
    respondBy: after(now, promise.respondMinutes),
    arriveBy: promise.arriveMinutes === null ? null : after(now, promise.arriveMinutes),
    finishBy: after(now, promise.finishMinutes),
    late: [],
    mode: alarm?.mode ?? real,
  }
  return { steps: [{ fact: 'order.reported', order }], timers: unmet(order).map((kind) => timerOf(order, kind)) }
}

/** Gives the order to somebody. Work that was done is opened again, and its finish is promised as before. */
export function decideReassign(order: Order, request: { version: number; assignee: string }, now: number): Decision {
  const fact = order.assignee === null ? 'order.assigned' : 'order.reassigned'
  return move(order, request.version, 'assign', fact, now, { assignee: request.assignee, assignedAt: iso(now), finishedAt: null })
}

/** The first to accept is the response that the resident was promised. */
export function decideAccept(order: Order, request: { version: number }, now: number): Decision {
  return move(order, request.version, 'accept', 'order.accepted', now, { respondedAt: order.respondedAt ?? iso(now) })
}

export function decideArrive(order: Order, request: { version: number }, now: number): Decision {
  return move(order, request.version, 'arrive', 'order.arrived', now, { arrivedAt: order.arrivedAt ?? iso(now) })
}

export function decideFinish(order: Order, request: { version: number }, now: number): Decision {
  return move(order, request.version, 'finish', 'order.finished', now, { finishedAt: iso(now) })
}

export function decideClose(order: Order, request: { version: number }, now: number): Decision {
  return move(order, request.version, 'close', 'order.closed', now, { closedAt: iso(now) })
}

export function decideCancel(order: Order, request: { version: number }, now: number): Decision {
  return move(order, request.version, 'cancel', 'order.cancelled', now, { closedAt: iso(now) })
}

/** A promise whose time has come; null where it was kept, broken before, or needs keeping no more. */
export function decideLate(order: Order, kind: PromiseKind, now: number): Decision | null {
  const by = due(order, kind)
  if (by === null || now < Date.parse(by) || !unmet(order).includes(kind)) return null
  return { steps: [{ fact: 'order.late', order: broken(order, kind) }], timers: [] }
}

/** A promise that was broken is said before the move that would hide it, whichever of the timer and the move comes first. */
function move(order: Order, version: number, by: OrderMove, fact: OrderFact, now: number, set: Partial<Order>): Decision {
  if (version !== order.version) throw new Refusal('conflict', { current: order })
  const state = moved(order.state, by)
  if (state === null) throw new Refusal('illegal-move', { current: order })
  const steps: Decision['steps'] = []
  let before = order
  for (let late = overdue(before, now); late !== undefined; late = overdue(before, now)) {
    before = broken(before, late)
    steps.push({ fact: 'order.late', order: before })
  }
  const next: Order = { ...before, ...set, state, version: before.version + 1 }
  steps.push({ fact, order: next })
  return { steps, timers: timersBetween(order, next) }
}

const broken = (order: Order, kind: PromiseKind): Order => ({ ...order, late: [...order.late, kind], version: order.version + 1 })

const overdue = (order: Order, now: number): PromiseKind | undefined =>
  unmet(order).find((kind) => Date.parse(due(order, kind) ?? '') < now)

/** Promises whose clock still runs: neither kept nor broken, and the work not over. */
function unmet(order: Order): PromiseKind[] {
  if (order.state === 'done' || order.state === 'closed' || order.state === 'cancelled') return []
  const kept = { respond: order.respondedAt, arrive: order.arrivedAt, finish: order.finishedAt }
  return (['respond', 'arrive', 'finish'] as const).filter((kind) => !kept[kind] && due(order, kind) !== null && !order.late.includes(kind))
}

function due(order: Order, kind: PromiseKind): string | null {
  return { respond: order.respondBy, arrive: order.arriveBy, finish: order.finishBy }[kind]
}

function timersBetween(before: Order, next: Order): TimerChange[] {
  const was = unmet(before)
  const is = unmet(next)
  return [
    ...was.filter((kind) => !is.includes(kind)).map((kind) => ({ key: timerKey(next, kind), dueAt: null })),
    ...is.filter((kind) => !was.includes(kind)).map((kind) => timerOf(next, kind)),
  ]
}

const timerKey = (order: Order, kind: PromiseKind): string => `order:${order.id}:${kind}`
const timerOf = (order: Order, kind: PromiseKind): TimerChange => ({
  key: timerKey(order, kind),
  name: `order.${kind}`,
  subject: order.id,
  dueAt: due(order, kind) ?? order.finishBy,
})

/** No 0, 1, I and O: it is read out on the telephone. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Month and day where the order was reported, then 20 bits of its id. */
export function orderNumber(id: string, zone: string, now: number): string {
  const bits = Number.parseInt(id.replaceAll('-', '').slice(-5), 16)
  const code = [15, 10, 5, 0].map((shift) => letters[(bits >> shift) & 31]).join('')
  return `${localDay(zone, now)}-${code}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

function localDay(zone: string, now: number): string {
  const format = formats.get(zone) ?? dayFormat(zone)
  formats.set(zone, format)
  return format.format(now).replace('-', '')
}

/** A zone that nobody knows must not keep an order from being reported. */
function dayFormat(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone: zone, month: '2-digit', day: '2-digit' })
  } catch {
    return new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC', month: '2-digit', day: '2-digit' })
  }
}

const iso = (at: number): string => new Date(at).toISOString()
const after = (now: number, minutes: number): string => iso(now + minutes * 60_000)
