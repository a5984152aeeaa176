import { promiseFor, type ServicePromise } from '#shared/promises.ts'
import { categories, priorities, type Category, type Priority } from '#shared/orders.ts'
import { idOf } from './random.ts'

export type Promised = (region: string, community: string, category: Category, priority: Priority) => { respond: number; arrive: number | null; finish: number }

/** Minutes promised, read from a company's own rows. */
export const promisedBy = (rows: readonly ServicePromise[]): Promised => (region, community, category, priority) => {
  const row = promiseFor(rows, { region, community, category, priority })
  if (!row) throw new Error(`No promise for ${category}, ${priority}`)
  return { respond: row.respondMinutes, arrive: row.arriveMinutes, finish: row.finishMinutes }
}

/** The field's published defaults, for makers that run without a database: 20 min to answer, complaints 2 h and 48 h, small repairs the same day. */
export const usualPromises: ServicePromise[] = categories.flatMap((category) =>
  priorities.map((priority) => ({
    id: idOf('promise', category, priority), version: 1, region: null, community: null, category, priority,
    respondMinutes: category === 'complaint' && priority !== 'urgent' ? 120 : priority === 'urgent' ? 10 : 20,
    arriveMinutes: priority === 'urgent' && (category === 'repair' || category === 'security') ? 15 : null,
    finishMinutes: category === 'complaint' ? (priority === 'urgent' ? 1440 : 2880) : { urgent: 240, high: 480, normal: 720, low: 4320 }[priority],
  })),
)
