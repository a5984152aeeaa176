import { standsStill, type Order, type PromiseKind } from './orders.ts'

/** When something was last done to an order, epoch milliseconds: what is done next was not done before it. */
export function lastDone(order: Order): number {
  const { reportedAt, assignedAt, respondedAt, arrivedAt, waiting, finishedAt, verifiedAt, closedAt, reopenedAt, calledBackAt, movedAt } = order
  const done = [reportedAt, assignedAt, respondedAt, arrivedAt, waiting?.since, finishedAt, verifiedAt, closedAt, reopenedAt, calledBackAt, movedAt]
  return Math.max(...done.map((one) => (one ? Date.parse(one) : 0)))
}

/** The wait is over: what stood still goes on where it stood. */
export function resumed(order: Order, at: string): Partial<Order> {
  const { waiting } = order
  if (!waiting) return { waiting: null }
  const movedAt = new Date(Math.min(Date.parse(at), Date.parse(waiting.until))).toISOString()
  if (!waiting.paused) return { waiting: null, movedAt }
  const stood = Math.max(0, Date.parse(movedAt) - Date.parse(waiting.since))
  const on = <T extends string | null | undefined>(kind: PromiseKind, by: T, kept: string | null | undefined) =>
    by && !kept && standsStill(order, kind) ? (new Date(Date.parse(by) + stood).toISOString() as T) : by
  return {
    waiting: null,
    movedAt,
    paused: (order.paused ?? 0) + stood,
    arriveBy: on('arrive', order.arriveBy, order.arrivedAt),
    solutionBy: on('solution', order.solutionBy, order.solutionAt),
    finishBy: on('finish', order.finishBy, order.finishedAt),
    closeBy: on('close', order.closeBy, order.closedAt),
  }
}
