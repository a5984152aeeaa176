import { runningPromise, type Order, type PromiseKind } from '#shared/orders.ts'

/** `left` in seconds, negative when late; `share` of the promised time that is gone, 0 to 1. */
export type Urgency = {
  promise: PromiseKind | null
  by: number | null
  left: number | null
  share: number
  /** The clock stands still, as its promise allows: whatever is left is left when it goes on. */
  paused: boolean
  tone: 'late' | 'soon' | 'calm' | 'done'
}

/** Less than a fifth of the promised time left is soon late. */
const soonShare = 0.8
/** An order that has been late for a day is no longer the first thing to save. */
const staleAfter = 24 * 3600

export function urgency(order: Order, now: number): Urgency {
  const running = runningPromise(order)
  if (!running) return { promise: null, by: null, left: null, share: 1, paused: false, tone: 'done' }
  const by = Date.parse(running.by)
  const start = Date.parse(order.reportedAt)
  const left = (by - now) / 1000
  const share = by > start ? Math.min(1, Math.max(0, (now - start) / (by - start))) : 1
  const { paused } = running
  if (paused) return { promise: running.kind, by, left, share, paused, tone: 'calm' }
  return { promise: running.kind, by, left, share, paused, tone: left < 0 ? 'late' : share >= soonShare ? 'soon' : 'calm' }
}

/** Soonest promise first; what has been late for over a day after what can still be kept, then what stands still, and what is done last. */
export function byPromise(now: number): (a: Order, b: Order) => number {
  const rank = (order: Order) => {
    const running = runningPromise(order)
    if (!running) return { group: 3, at: Date.parse(order.finishedAt ?? order.reportedAt) }
    const at = Date.parse(running.by)
    if (running.paused) return { group: 2, at: Date.parse(order.waiting?.until ?? running.by) }
    return { group: (now - at) / 1000 > staleAfter ? 1 : 0, at }
  }
  return (a, b) => {
    const x = rank(a)
    const y = rank(b)
    return x.group - y.group || x.at - y.at || a.id.localeCompare(b.id)
  }
}

export function counted(orders: Iterable<Order>, now: number): { open: number; late: number; soon: number } {
  const counts = { open: 0, late: 0, soon: 0 }
  for (const order of orders) {
    const { tone } = urgency(order, now)
    counts.open += 1
    if (tone === 'late') counts.late += 1
    if (tone === 'soon') counts.soon += 1
  }
  return counts
}
