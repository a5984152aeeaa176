import { resumed } from '#shared/order-steps.ts'
import type { Order, PromiseKind } from '#shared/orders.ts'
import { passedOn, tell, type Decision, type Ground } from './order-step-rules.ts'
import { escalatesAt, runningClocks, warnedAt } from './order-timer-rules.ts'

/** What the system notes when its time has come. Null where the reason has gone, was noted before, or comes later. */
type Notice = (order: Order, ground: Ground) => Decision | null

/** Of a promise's time, the share is gone of which somebody wants to be warned. */
export const decideWarn = (kind: PromiseKind): Notice => (order, ground) => {
  const clock = runningClocks(order).find((one) => one.kind === kind)
  if (!clock || order.warned?.includes(kind) || ground.now < Date.parse(warnedAt(order, clock, ground.terms))) return null
  return tell(order, 'order.warned', ground, { warned: [...(order.warned ?? []), kind] })
}

/** A promise is broken. */
export const decideLate = (kind: PromiseKind): Notice => (order, ground) => {
  const clock = runningClocks(order).find((one) => one.kind === kind)
  if (!clock || ground.now < Date.parse(clock.by)) return null
  return tell(order, 'order.late', ground, { late: [...order.late, kind] })
}

/** The next of the chain hears of what is broken. */
export const decideEscalate: Notice = (order, ground) => {
  const at = escalatesAt(order, ground.terms)
  if (at === null || ground.now < Date.parse(at)) return null
  return tell(order, 'order.escalated', ground, { escalation: (order.escalation ?? 0) + 1 })
}

/** What it waited for was to be there by now. */
export const decideWaited: Notice = (order, ground) => {
  if (order.state !== 'waiting' || !order.waiting || ground.now < Date.parse(order.waiting.until)) return null
  return tell(order, 'order.resumed', ground, { state: 'accepted', ...resumed(order, order.waiting.until) })
}

/** The time to accept is over: it goes to the next. */
export const decideLapse: Notice = (order, ground) => {
  const until = order.dispatch?.until
  if (order.state !== 'assigned' || !until || ground.now < Date.parse(until)) return null
  return tell(order, 'order.lapsed', ground, { state: 'reported', ...passedOn(order) })
}
