import { desc, eq, sql } from 'drizzle-orm'
import { factRows } from '#db/schema/journal.ts'
import type { OrderStep } from '#shared/orders.ts'
import type { Timeline } from '#shared/queries.ts'
import type { Parts } from '../parts.ts'

/** An alarm that repeats for days has thousands; the newest say enough. */
const most = 500

/** What happened to one entity, oldest first. Orders say with each fact what its mover said of it. */
export async function readTimeline(parts: Pick<Parts, 'db'>, entity: string): Promise<Timeline> {
  const { seq, at, name, by, version, mode, body } = factRows
  const step = sql<OrderStep | null>`${body} -> 'step'`
  const rows = await parts.db.select({ seq, at, name, by, version, mode, step }).from(factRows).where(eq(factRows.entity, entity)).orderBy(desc(seq)).limit(most)
  return rows.reverse()
}
