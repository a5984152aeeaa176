import { openClocks, type Order, type PromiseKind } from '#shared/orders.ts'
import type { ServicePromise } from '#shared/promises.ts'
import type { TimerChange } from '../journal/change.ts'

/** Of a promise row, what binds an order through its life. */
export type Terms = Pick<ServicePromise, 'pauses' | 'warnAt' | 'escalateAfter'> & { callBack: ServicePromise['limits']['callBack'] }

/** For orders of before rows had terms. */
export const usualTerms: Terms = { pauses: ['part', 'resident'], warnAt: 75, escalateAfter: [0, 15, 60], callBack: null }

type Due = { name: string; dueAt: string }

/** The timers that an order needs in its state, by key. */
function timersOf(order: Order, terms: Terms): Map<string, Due> {
  const timers = new Map<string, Due>()
  for (const { kind, by } of openClocks(order)) {
    if (order.waiting?.paused && kind !== 'respond') continue
    if (order.late.includes(kind)) continue
    timers.set(`order:${order.id}:${kind}`, { name: `order.${kind}`, dueAt: by })
    if (!order.warned?.includes(kind)) timers.set(`order:${order.id}:${kind}:warn`, { name: `order.${kind}.warn`, dueAt: warnedAt(order, kind, by, terms) })
  }
  const next = escalatesAt(order, terms)
  if (next !== null) timers.set(`order:${order.id}:escalate`, { name: 'order.escalate', dueAt: next })
  if (order.waiting) timers.set(`order:${order.id}:wait`, { name: 'order.wait', dueAt: order.waiting.until })
  if (order.dispatch?.until) timers.set(`order:${order.id}:offer`, { name: 'order.offer', dueAt: order.dispatch.until })
  return timers
}

export function timersBetween(before: Order | null, next: Order, terms: Terms): TimerChange[] {
  const was = before ? timersOf(before, terms) : new Map<string, Due>()
  const is = timersOf(next, terms)
  return [
    ...[...was.keys()].filter((key) => !is.has(key)).map((key) => ({ key, dueAt: null })),
    ...[...is].filter(([key, due]) => was.get(key)?.dueAt !== due.dueAt).map(([key, { name, dueAt }]) => ({ key, name, subject: next.id, dueAt })),
  ]
}

/** A promise is warned of when `warnAt` per cent of its time are gone. */
export function warnedAt(order: Order, kind: PromiseKind, by: string, terms: Terms): string {
  const start = Date.parse(kind === 'call-back' ? (order.closedAt ?? order.reportedAt) : order.reportedAt)
  const end = Date.parse(by)
  return new Date(Math.max(start, start + ((end - start) * terms.warnAt) / 100)).toISOString()
}

/** When the next of the chain hears of broken promises that are still open; null where there are none, or all have heard. */
export function escalatesAt(order: Order, terms: Terms): string | null {
  if (order.waiting?.paused) return null
  const broken = openClocks(order).filter(({ kind }) => order.late.includes(kind))
  const level = order.escalation ?? 0
  const minutes = terms.escalateAfter[level]
  if (broken.length === 0 || minutes === undefined) return null
  return new Date(Math.min(...broken.map(({ by }) => Date.parse(by))) + minutes * 60_000).toISOString()
}
