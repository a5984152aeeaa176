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
  const notes = sql<Timeline[number]['notes']>`case when starts_with(${name}, 'activation.') then ${notesOf} end`
  const rows = await parts.db.select({ seq, at, name, by, version, mode, step, until, about, notes }).from(factRows).where(eq(factRows.entity, entity)).orderBy(desc(seq)).limit(most)
  return rows.reverse()
}

/**
 * The body of a fact of a plan holds all its steps. What a person changed has the version of the fact, as has what followed from it: first
 * comes what is as such a fact leaves it.
 */
const changedByVersion = sql`(
  select step ->> 'key' from jsonb_array_elements(${factRows.body} -> 'steps') with ordinality steps (step, place)
  where (step ->> 'version')::int = ${factRows.version}
  order by case
    when ${factRows.name} in ('activation.step-done', 'activation.step-checked') then step ->> 'state' in ('done', 'checking') and ${factRows.by} ->> 'name' in (step ->> 'doneBy', step ->> 'checkedBy')
    when ${factRows.name} = 'activation.step-skipped' then step ->> 'state' = 'skipped'
    else step ->> 'state' = 'open' end desc nulls last, place limit 1
)`

/** What a clock changed keeps its version, so that nobody who acts then is refused: it is the step that was another in the fact before. */
const changedByClock = sql`(
  select step ->> 'key' from (
    select earlier.body -> 'steps' as steps from fact earlier
    where earlier.entity_id = ${factRows.entity} and earlier.seq < ${factRows.seq} and earlier.at >= (${factRows.body} ->> 'startedAt')::timestamptz - interval '1 hour'
    order by earlier.seq desc limit 1
  ) before, jsonb_array_elements(${factRows.body} -> 'steps') step
  where not before.steps @> jsonb_build_array(step) limit 1
)`

/** What was noted with a fact: it has its version. Before notes had one it was the last that there were. */
const notesOf = sql`(
  select jsonb_agg(note order by place) from jsonb_array_elements(${factRows.body} -> 'notes') with ordinality notes (note, place)
  where case when note ? 'version' then (note ->> 'version')::int = ${factRows.version}
    else ${factRows.name} in ('activation.noted', 'activation.messaged') and place = jsonb_array_length(${factRows.body} -> 'notes') end
)`
