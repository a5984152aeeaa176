import { runningPromise, type Order, type Redistribution } from '#shared/orders.ts'
import { loaded, rank, type Scene, type Staff } from './candidate-rules.ts'

/** So many others are offered for an order besides the best. */
const others = 5

/**
 * For each order the best other person, what runs out first before what has time. Whom the plan gives an order counts as busier for the
 * next, so that the load spreads. `from`: whom the orders come from; they get none of the others'.
 */
export function planRedistribution(orders: readonly Order[], staff: readonly Staff[], sceneOf: (order: Order) => Scene, from: string | null, now: number): Redistribution {
  let crew = staff.filter(({ id }) => id !== from)
  return orders.toSorted((a, b) => runsOut(a) - runsOut(b)).map((order) => {
    const ranked = rank(order, sceneOf(order), crew, now).filter(({ person }) => person !== order.assignee)
    const best = ranked.find(({ suitable }) => suitable) ?? null
    crew = crew.map((one) => (one.id === best?.person ? loaded(one, order, now) : one))
    return { order: order.id, version: order.version, candidate: best, others: ranked.filter((one) => one !== best).slice(0, others) }
  })
}

const runsOut = (order: Order): number => Date.parse(runningPromise(order)?.by ?? order.finishBy)
