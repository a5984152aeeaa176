import type { Order } from '#shared/orders.ts'
import type { Limit, Limits, ServicePromise } from '#shared/promises.ts'
import { dueAt, type LocalTime } from './clock-rules.ts'

/** Of a promise row, what binds an order through its life. `limits` is null for orders of before rows had them. */
export type Terms = Pick<ServicePromise, 'pauses' | 'warnAt' | 'escalateAfter'> & { limits: Limits | null }

export const usualTerms: Terms = { pauses: ['part', 'resident'], warnAt: 75, escalateAfter: [0, 15, 60], limits: null }

export const termsOf = (promise: ServicePromise | null): Terms => promise ?? usualTerms

type Times = Pick<Order, 'respondBy' | 'arriveBy' | 'solutionBy' | 'finishBy' | 'closeBy'>

/** Promised times: of finish and close from when it was opened last, of all else from the report; where its clocks stood, that much later. */
export function promisedTimes({ respond, arrive, solution, finish, close }: Limits, local: LocalTime, order: Pick<Order, 'reportedAt' | 'reopenedAt' | 'paused'>): Times {
  const { reportedAt, paused } = order
  const opened = order.reopenedAt ?? reportedAt
  const by = (limit: Limit, from: string, stood = paused ?? 0) => iso(dueAt(limit, Date.parse(from), local) + stood)
  return {
    respondBy: by(respond, reportedAt, 0),
    arriveBy: arrive && by(arrive, reportedAt),
    solutionBy: solution && by(solution, reportedAt),
    finishBy: by(finish, opened),
    closeBy: close && by(close, opened),
  }
}

/** When a resident is to be called back of a matter closed at `closedAt`; null where that is not promised, or no resident reported it. */
export function callBackBy({ limits }: Terms, local: LocalTime, order: Pick<Order, 'source'>, closedAt: string): string | null {
  if (!limits?.callBack || fromStaff.includes(order.source)) return null
  return iso(dueAt(limits.callBack, Date.parse(closedAt), local))
}

/** What the company found by itself. */
const fromStaff: readonly Order['source'][] = ['patrol', 'alarm', 'inspection', 'drill', 'maintenance', 'plan']

const iso = (at: number): string => new Date(at).toISOString()
