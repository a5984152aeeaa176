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
  const about = sql<string | null>`case when starts_with(${name}, 'activation.step-') then coalesce(${changedByVersion}, ${changedByClock}) end`
  const rows = await parts.db.select({ seq, at, name, by, version, mode, step, until, about }).from(factRows).where(eq(factRows.entity, entity)).orderBy(desc(seq)).limit(most)
  return rows.reverse()
}

/** The body of a fact of a plan holds all its steps. What a person changed has the version of the fact. */
const changedByVersion = sql`(select step ->> 'key' from jsonb_array_elements(${factRows.body} -> 'steps') step where (step ->> 'version')::int = ${factRows.version} limit 1)`

/** What a clock changed keeps its version, so that nobody who acts then is refused: it is the step that was another in the fact before. */
const changedByClock = sql`(
  select step ->> 'key' from jsonb_array_elements(${factRows.body} -> 'steps') step
  where not coalesce((select earlier.body -> 'steps' @> jsonb_build_array(step) from fact earlier where earlier.entity_id = ${factRows.entity} and earlier.seq < ${factRows.seq} order by earlier.seq desc limit 1), true) limit 1
)`
