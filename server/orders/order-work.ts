import { orders } from '#db/schema/orders.ts'
import { optionalOrderFields, type Order } from '#shared/orders.ts'
import { change, type Change, type OutletMessage, type Work } from '../journal/change.ts'
import type { Decision } from './order-step-rules.ts'

const optional: ReadonlySet<string> = new Set(optionalOrderFields)

/** An order as facts and pictures have it: what only some have is left out where there is none. */
export const onWire = (order: Order): Order => Object.fromEntries(Object.entries(order).filter(([field, value]) => value !== null || !optional.has(field))) as Order

type Besides = { reporterPhone?: string | null; changes?: Change[]; outlet?: OutletMessage[] }

/** A decision as work for the journal; `reporterPhone`: what the row holds and the wire does not. `changes`: rows of other tables that go along. */
export function workOf(decision: Decision, { changes = [], outlet, ...hidden }: Besides = {}, detail: Record<string, unknown> = {}): Work {
  const last = decision.steps.at(-1)
  if (!last) throw new Error('a decision without a step')
  return {
    changes: [...decision.steps.map(({ fact, order }) => change(orders, { ...order, ...hidden }, { name: fact, body: onWire(order) })), ...changes],
    timers: decision.timers,
    ...(outlet ? { outlet } : {}),
    reply: { fact: last.fact, body: onWire(last.order) },
    community: last.order.community,
    mode: last.order.mode,
    detail,
  }
}
