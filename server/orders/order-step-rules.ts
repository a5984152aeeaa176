import type { FactName } from '#shared/facts.ts'
import { lastDone } from '#shared/order-steps.ts'
import { moved, openClocks, standsStill, type Order, type OrderMove, type PhotoRef, type PromiseKind } from '#shared/orders.ts'
import type { TimerChange } from '../journal/change.ts'
import { Refusal } from '../refusal.ts'
import { brokenClocks, timersBetween } from './order-timer-rules.ts'
import type { Terms } from './promise-rules.ts'

/*
 * How an order goes from one version to the next. A person moves it or says something of it; the system tells something. A promise whose
 * time had passed is told before the move that would hide it, whichever of the timer and the move comes first. What was told late stays
 * told: a correction, a new date or a reopening takes nothing back.
 */

export type OrderFact = Extract<FactName, `order.${string}`>
/** What becomes of an order, in steps: each is one version and one fact. `set`: the fields that are written, where few change. */
export type Decision = { steps: { fact: OrderFact; order: Order; set?: Partial<Order> }[]; timers: TimerChange[] }

/**
 * What every move says of itself. `version`: as its mover saw the order. `at`: when it was done, by their own clock. `onSite`: whether
 * they stood at the place; null where that is not known.
 */
export type Stamp = { version?: number | null; note?: string; reason?: string; at?: string | null; onSite?: boolean | null; photos?: readonly Pick<PhotoRef, 'id' | 'kind'>[] }

/** What a move is decided on besides the order itself. `now` in epoch milliseconds; `bound`: the terms until now, where they change. */
export type Ground = { terms: Terms; now: number; bound?: Terms }

type Set = (at: string, before: Order) => Partial<Order>

/** What a person does. */
export function move(order: Order, stamp: Stamp, by: OrderMove, fact: OrderFact, ground: Ground, set: Set = () => ({})): Decision {
  checkSeen(order, stamp)
  const state = moved(order.state, by)
  if (state === null) throw new Refusal('illegal-move', { current: order })
  return made(order, stamp, fact, ground, (at, before) => ({ ...set(at, before), state, movedAt: at }))
}

/** What a person says of an order, which stays in its state. */
export function stay(order: Order, stamp: Stamp, fact: OrderFact, ground: Ground, set: Set = () => ({})): Decision {
  checkSeen(order, stamp)
  return made(order, stamp, fact, ground, set)
}

/** What the system notes: nobody's decision is overtaken by it. */
export function tell(order: Order, fact: OrderFact, { terms }: Ground, set: Partial<Order>): Decision {
  const next = calmed({ ...order, ...set, version: order.version + 1, step: null })
  // The same fields for every order of which the same is told: what changes the same fields goes into the database together.
  const fields = { ...set, escalation: next.escalation ?? null, step: null }
  return { steps: [{ fact, order: next, set: fields }], timers: timersBetween(order, next, terms) }
}

/** Whoever saw an older state that a person has changed since is told so. */
function checkSeen(order: Order, { version }: Stamp): void {
  if (version === null || version === undefined) return
  if (version > order.version || version < (order.touched ?? order.version)) throw new Refusal('conflict', { current: order })
}

function made(order: Order, stamp: Stamp, fact: OrderFact, { terms, now, bound }: Ground, set: Set): Decision {
  const { at, said } = momentOf(order, stamp.at ?? null, now)
  const steps: Decision['steps'] = []
  let before = order
  for (const kind of overdue(order, Date.parse(at))) {
    before = broken(before, kind)
    steps.push({ fact: 'order.late', order: before })
  }
  const version = before.version + 1
  const photos = stamp.photos?.map((photo) => ({ ...photo, at })) ?? []
  const next = calmed({
    ...before,
    ...set(at, before),
    photos: photos.length > 0 ? [...(before.photos ?? []), ...photos] : (before.photos ?? null),
    version,
    touched: version,
    step: { at, ...(said ? { said } : {}), onSite: stamp.onSite ?? null, note: stamp.note ?? '', reason: stamp.reason ?? '' },
  })
  steps.push({ fact, order: next })
  return { steps, timers: timersBetween(order, next, terms, bound) }
}

/** A clock that is this far from what can have been is said to be wrong. */
const wrong = 120_000

/** By the mover's own clock, but never before what was done last, nor in the future. A move from a wrong clock counts; what it said stands beside. */
function momentOf(order: Order, said: string | null, now: number): { at: string; said: string | null } {
  const clock = said === null ? now : Date.parse(said)
  const at = Math.max(lastDone(order), Math.min(now, clock))
  return { at: new Date(at).toISOString(), said: said !== null && Math.abs(at - clock) > wrong ? said : null }
}

/** Promises of which the time was past (not merely come) at `at`, unsaid. A wait is over at its end, whether its timer has fired or not. */
function overdue(order: Order, at: number): PromiseKind[] {
  const { waiting } = order
  const stood = waiting ? Date.parse(waiting.until) - Date.parse(waiting.since) : 0
  return openClocks(order).flatMap(({ kind, by }) => {
    const due = Date.parse(by) + (standsStill(order, kind) ? stood : 0)
    return due < at && !order.late.includes(kind) ? [kind] : []
  })
}

const broken = (order: Order, kind: PromiseKind): Order => ({ ...order, late: [...order.late, kind], version: order.version + 1, step: null })

/** When nothing broken is open any more, the next that breaks goes up the chain from below. */
const calmed = (order: Order): Order => (order.escalation && brokenClocks(order).length === 0 ? { ...order, escalation: null } : order)

/** Given back or let pass by whoever had it: they are not asked again for it. */
export function passedOn(order: Order): Partial<Order> {
  const { dispatch, assignee } = order
  const person = assignee ?? dispatch?.person ?? null
  const passed = [...new Set([...(dispatch?.passed ?? []), ...(person ? [person] : [])])]
  return { assignee: null, assignedAt: null, dispatch: { mode: dispatch?.mode ?? 'propose', person: null, until: null, passed } }
}
