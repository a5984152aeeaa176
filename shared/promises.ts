import { z } from 'zod'
import { categories, priorities, type Category, type Priority } from './orders.ts'
import { Id } from './text.ts'

/** How long the field promises; the most specific row wins (community, then region, then company). Minutes. */
export const ServicePromise = z.strictObject({
  id: Id,
  version: z.int(),
  region: Id.nullable(),
  community: Id.nullable(),
  category: z.enum(categories),
  priority: z.enum(priorities),
  respondMinutes: z.int().positive(),
  arriveMinutes: z.int().positive().nullable(),
  finishMinutes: z.int().positive(),
})
export type ServicePromise = z.infer<typeof ServicePromise>

export function promiseFor(
  rows: readonly ServicePromise[],
  at: { region: string; community: string; category: Category; priority: Priority },
): ServicePromise | null {
  const rank = (row: ServicePromise) => (row.community ? 2 : row.region ? 1 : 0)
  const fitting = rows.filter(
    (row) =>
      row.category === at.category &&
      row.priority === at.priority &&
      (row.community === null || row.community === at.community) &&
      (row.region === null || row.region === at.region),
  )
  return fitting.sort((a, b) => rank(b) - rank(a))[0] ?? null
}
