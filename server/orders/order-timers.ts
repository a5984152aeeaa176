import type { PromiseKind } from '#shared/orders.ts'
import type { TimerHandler } from '../live/handler.ts'
import { workOf } from './order-commands.ts'
import { decideLate } from './order-rules.ts'
import { findOrder } from './order-store.ts'

export const orderTimers: Record<`order.${PromiseKind}`, TimerHandler> = {
  'order.respond': lateAt('respond'),
  'order.arrive': lateAt('arrive'),
  'order.finish': lateAt('finish'),
}

function lateAt(kind: PromiseKind): TimerHandler {
  return async (parts, timer, now) => {
    const order = await findOrder(parts, timer.subject)
    // The timer fires by the database's clock: what is due there is due here, whatever this clock says.
    const decision = order && decideLate(order, kind, Math.max(now, Date.parse(timer.dueAt)))
    return decision ? workOf(decision) : null
  }
}
