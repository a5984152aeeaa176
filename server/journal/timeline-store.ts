import { desc, eq, sql } from 'drizzle-orm'
import { factRows } from '#db/schema/journal.ts'
import type { Timeline } from '#shared/queries.ts'
import type { Parts } from '../parts.ts'

/** An alarm that repeats for days has thousands; the newest say enough. */
const most = 500

/** What happened to one entity, oldest first. Orders and alarms say with each fact what its mover said of it. */
export async function readTimeline(parts: Pick<Parts, 'db'>, entity: string): Promise<Timeline> {
  const { seq, at, name, by, version, mode, body } = factRows
  const step = sql<Timeline[number]['step']>`${body} -> 'step'`
  const until = sql<string | null>`case ${name} when 'alarm.shelved' then ${body} #>> '{shelving,until}' when 'alarm.shelving-asked' then ${body} #>> '{shelvingAsked,until}' end`
  // Its body holds the plan as it stood then: the step with the version of the fact is the one that changed.
  const about = sql<string | null>`case when starts_with(${name}, 'activation.step-') then (select one ->> 'key' from jsonb_array_elements(${body} -> 'steps') one where (one ->> 'version')::int = ${version} limit 1) end`
  const rows = await parts.db.select({ seq, at, name, by, version, mode, step, until, about }).from(factRows).where(eq(factRows.entity, entity)).orderBy(desc(seq)).limit(most)
  return rows.reverse()
}
