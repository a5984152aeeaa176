import { promiseKinds, type Order, type PromiseKind } from '#shared/orders.ts'
import type { TimerHandler } from '../live/handler.ts'
import { decideEscalate, decideLapse, decideLate, decideWaited, decideWarn, type Decision, type Ground } from './order-rules.ts'
import { findOrder } from './order-store.ts'
import { workOf } from './order-work.ts'
import { groundOf, readPromiseBook } from './promise-book.ts'

const ofPromise = (kind: PromiseKind): [string, TimerHandler][] => [
  [`order.${kind}`, due((order, ground) => decideLate(order, kind, ground))],
  [`order.${kind}.warn`, due((order, ground) => decideWarn(order, kind, ground))],
]

export const orderTimers: Record<string, TimerHandler> = {
  ...Object.fromEntries(promiseKinds.flatMap(ofPromise)),
  'order.escalate': due(decideEscalate),
  'order.wait': due(decideWaited),
  'order.offer': due(decideLapse),
}

function due(decide: (order: Order, ground: Ground) => Decision | null): TimerHandler {
  return async (parts, timer, now) => {
    const [order, book] = await Promise.all([findOrder(parts, timer.subject), readPromiseBook(parts.sql)])
    // The timer fires by the database's clock: what is due there is due here, whatever this clock says.
    const decision = order && decide(order, groundOf(book, order, Math.max(now, Date.parse(timer.dueAt))))
    return decision ? workOf(decision) : null
  }
}
