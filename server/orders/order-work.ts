import { orders } from '#db/schema/orders.ts'
import { optionalOrderFields, type Order } from '#shared/orders.ts'
import { change, type Change, type OutletMessage, type Work } from '../journal/change.ts'
import { leavingOut } from '../journal/leaving-out.ts'
import type { Decision } from './order-step-rules.ts'

/** An order as facts and pictures have it: what only some have is left out where there is none. */
export const onWire = leavingOut<Order>(optionalOrderFields)

type Besides = { reporterPhone?: string | null; changes?: Change[]; outlet?: OutletMessage[] }

/** A decision as work for the journal; `reporterPhone`: what the row holds and the wire does not. `changes`: rows of other tables that go along. */
export function workOf(decision: Decision, { changes = [], outlet, ...hidden }: Besides = {}, detail: Record<string, unknown> = {}): Work {
  const steps = decision.steps.map((step) => ({ ...step, body: onWire(step.order) }))
  const last = steps.at(-1)
  if (!last) throw new Error('a decision without a step')
  return {
    changes: [...steps.map(({ fact, order, set, body }) => change(orders, { ...(set ?? order), ...hidden, id: order.id, version: order.version }, { name: fact, body })), ...changes],
    timers: decision.timers,
    ...(outlet ? { outlet } : {}),
    reply: { fact: last.fact, body: last.body },
    community: last.order.community,
    mode: last.order.mode,
    detail,
  }
}
