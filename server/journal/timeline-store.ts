import { desc, eq } from 'drizzle-orm'
import { factRows } from '#db/schema/journal.ts'
import type { Timeline } from '#shared/queries.ts'
import type { Parts } from '../parts.ts'

/** An alarm that repeats for days has thousands; the newest say enough. */
const most = 500

/** What happened to one entity, oldest first. */
export async function readTimeline(parts: Pick<Parts, 'db'>, entity: string): Promise<Timeline> {
  const { seq, at, name, by, version, mode } = factRows
  const rows = await parts.db.select({ seq, at, name, by, version, mode }).from(factRows).where(eq(factRows.entity, entity)).orderBy(desc(seq)).limit(most)
  return rows.reverse()
}
