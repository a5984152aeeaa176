import { openClocks, standsStill, type Clock, type Order } from '#shared/orders.ts'
import type { TimerChange } from '../journal/change.ts'
import type { Terms } from './promise-rules.ts'

type Due = { name: string; dueAt: string }

/** The timers that an order needs in its state, by key. They are named unlike the commands that keep a promise. */
export function timersOf(order: Order, terms: Terms): Map<string, Due> {
  const timers = new Map<string, Due>()
  const set = (key: string, name: string, dueAt: string) => timers.set(`order:${order.id}:${key}`, { name: `order.${name}`, dueAt })
  const open = openClocks(order)
  for (const clock of runningClocks(order, open)) {
    const { kind, by } = clock
    set(kind, `late-${kind}`, by)
    if (!order.warned?.includes(kind)) set(`${kind}:warn`, `warn-${kind}`, warnedAt(order, clock, terms))
  }
  const next = escalatesAt(order, terms, open)
  if (next !== null) set('escalate', 'escalate', next)
  if (order.waiting) set('wait', 'wait-over', order.waiting.until)
  if (order.dispatch?.until) set('offer', 'offer-over', order.dispatch.until)
  return timers
}

/** What becomes of the timers when an order changes; `bound`: the terms it had before. */
export function timersBetween(before: Order | null, next: Order, terms: Terms, bound = terms): TimerChange[] {
  const was = before ? timersOf(before, bound) : new Map<string, Due>()
  const is = timersOf(next, terms)
  return [
    ...[...was.keys()].filter((key) => !is.has(key)).map((key) => ({ key, dueAt: null })),
    ...[...is].filter(([key, due]) => was.get(key)?.dueAt !== due.dueAt).map(([key, due]) => ({ key, subject: next.id, ...due })),
  ]
}

/** Promises that may still be broken, of which the clock does not stand still. */
export const runningClocks = (order: Order, open = openClocks(order)): Clock[] => open.filter(({ kind }) => !order.late.includes(kind) && !standsStill(order, kind))

/** Promises that are broken and still to be kept. */
export const brokenClocks = (order: Order, open = openClocks(order)): Clock[] => open.filter(({ kind }) => order.late.includes(kind))

/** A promise is warned of when `warnAt` per cent of its time are gone; time in which its clock stood still does not count. */
export function warnedAt(order: Order, { kind, by }: Pick<Clock, 'kind' | 'by'>, { warnAt }: Terms): string {
  const opened = { 'call-back': order.closedAt, finish: order.reopenedAt, close: order.reopenedAt, respond: null, arrive: null, solution: null }[kind]
  const start = Date.parse(opened ?? order.reportedAt)
  const end = Date.parse(by)
  const stood = kind === 'respond' || kind === 'call-back' || (kind === 'finish' && order.agreed) ? 0 : (order.paused ?? 0)
  return new Date(Math.max(start, end - ((end - stood - start) * (100 - warnAt)) / 100)).toISOString()
}

/** When the next of the chain hears of broken promises that are still open; null where there are none, they stand still, or all have heard. */
export function escalatesAt(order: Order, { escalateAfter }: Terms, open = openClocks(order)): string | null {
  const broken = brokenClocks(order, open).filter(({ kind }) => !standsStill(order, kind))
  const minutes = escalateAfter[order.escalation ?? 0]
  if (broken.length === 0 || minutes === undefined) return null
  return new Date(Math.min(...broken.map(({ by }) => Date.parse(by))) + minutes * 60_000).toISOString()
}
