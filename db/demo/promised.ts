import { categories, priorities, type Category, type Priority } from '#shared/orders.ts'
import { promiseFor, type Limit, type ServicePromise } from '#shared/promises.ts'
import { day, midnight, minute } from './local-time.ts'
import { idOf } from './random.ts'

/** Minutes, counted from `at`, and the row that they come from. */
export type PromisedMinutes = { id: string; respond: number; arrive: number | null; solution: number | null; finish: number; close: number | null }
export type Promised = (region: string, community: string, category: Category, priority: Priority, at: number) => PromisedMinutes

/** Minutes promised, read from a company's own rows. */
export const promisedBy = (rows: readonly ServicePromise[]): Promised => (region, community, category, priority, at) => {
  const row = promiseFor(rows, { region, community, category, priority }, at)
  if (!row) throw new Error(`No promise for ${category}, ${priority}`)
  const { respond, arrive, solution, finish, close } = row.limits
  const minutes = (limit: Limit | null) => (limit ? minutesOf(limit, at) : null)
  return { id: row.id, respond: minutesOf(respond, at), arrive: minutes(arrive), solution: minutes(solution), finish: minutesOf(finish, at), close: minutes(close) }
}

/** Days end at midnight; what comes after six in the evening counts from the next. The past needs no holidays. */
function minutesOf({ unit, amount }: Limit, at: number): number {
  if (unit === 'minutes' || unit === 'working-minutes') return amount
  const evening = at - midnight(at) >= day * 0.75 ? 1 : 0
  return (midnight(at) + (amount + 1 + evening) * day - 1000 - at) / minute
}

/** The field's published defaults, for makers that run without a database: 20 min to answer, complaints 2 h and 48 h, small repairs the same day. */
export const usualPromises: ServicePromise[] = categories.flatMap((category) =>
  priorities.map((priority): ServicePromise => {
    const limit = (amount: number): Limit => ({ unit: 'minutes', amount })
    const complaint = category === 'complaint'
    return {
      id: idOf('promise', category, priority), version: 1, region: null, community: null, category, priority, source: null, facility: null, hours: null,
      limits: {
        respond: limit(complaint && priority !== 'urgent' ? 120 : priority === 'urgent' ? 10 : 20),
        arrive: priority === 'urgent' && (category === 'repair' || category === 'security') ? limit(15) : null,
        solution: complaint ? limit(1440) : null,
        finish: limit(complaint ? (priority === 'urgent' ? 1440 : 2880) : { urgent: 240, high: 480, normal: 720, low: 4320 }[priority]),
        close: complaint ? limit(2880) : null,
        callBack: complaint || category === 'repair' ? { unit: 'working-days', amount: 1 } : null,
      },
      pauses: ['part', 'resident'], warnAt: 75, escalateAfter: [0, 15, 60], from: '2020-01-01T00:00:00.000Z', until: null,
    }
  }),
)
