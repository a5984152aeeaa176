import { promiseKinds, type Order } from '#shared/orders.ts'
import type { TimerHandler } from '../live/handler.ts'
import { decideEscalate, decideLapse, decideLate, decideWaited, decideWarn } from './order-notice-rules.ts'
import type { Decision, Ground } from './order-step-rules.ts'
import { findOrder } from './order-store.ts'
import { workOf } from './order-work.ts'
import { groundOf, readPromiseBook } from './promise-book.ts'

/** Named as in `timersOf`. */
export const orderTimers: Record<string, TimerHandler> = {
  ...Object.fromEntries(promiseKinds.flatMap((kind) => [[`order.late-${kind}`, due(decideLate(kind))], [`order.warn-${kind}`, due(decideWarn(kind))]])),
  'order.escalate': due(decideEscalate),
  'order.wait-over': due(decideWaited),
  'order.offer-over': due(decideLapse),
}

function due(decide: (order: Order, ground: Ground) => Decision | null): TimerHandler {
  return async (parts, timer, now) => {
    const [order, book] = await Promise.all([findOrder(parts, timer.subject), readPromiseBook(parts.sql)])
    // The timer fires by the database's clock: what is due there is due here, whatever this clock says.
    const decision = order && decide(order, groundOf(book, order, Math.max(now, Date.parse(timer.dueAt))))
    return decision ? workOf(decision) : null
  }
}
