import type { WorkDone } from '#shared/work-done.ts'
import { real } from '#shared/modes.ts'
import type { Parts } from '../parts.ts'

/** Instants, the first included and the last not. */
export type Span = { from: string; until: string }

/** Milliseconds: facts are dated by the database, what they say by whoever did it. */
const clocksApart = 3_600_000

type Row = Omit<WorkDone, 'late'> & { left: boolean }

/**
 * Work of everybody of a community. An order's row says who finished it last. What it forgets, its facts say: who accepted it when it
 * had been given on since, who had finished it before it was reopened, who gave it back. Whoever left is listed while they did anything.
 * What was told late stays late: neither the time that somebody claims, nor a new date, nor a correction is a pardon.
 */
export async function readWorkDone({ sql }: Pick<Parts, 'sql'>, community: string, { from, until }: Span): Promise<WorkDone[]> {
  const since = new Date(Date.parse(from) - clocksApart).toISOString()
  const rows = await sql<Row[]>`
    with finished as (
      select o.assignee_id as person, o.finished_at <= o.finish_by and not ('finish' = any(o.late)) as on_time, (o.called->>'reached')::boolean as called_back, o.called,
        extract(epoch from o.finished_at - case when o.responded_at >= coalesce(o.assigned_at, o.responded_at) then o.responded_at else (
          select coalesce((f.body->'step'->>'at')::timestamptz, f.at) from fact f
          where f.entity_id = o.id and f.at >= o.reported_at and f.name in ('order.accepted', 'order.grabbed') order by f.seq desc limit 1
        ) end) / 60 as minutes
      from work_order o join person p on p.id = o.assignee_id
      where p.community_id = ${community} and o.community_id = ${community} and o.finished_at >= ${from} and o.finished_at < ${until} and o.mode = ${real}
    ),
    turned as materialized (
      select f.name, (was.body->>'assignee')::uuid as person, case f.name
        when 'order.reopened' then (was.body->>'finishedAt')::timestamptz else coalesce((f.body->'step'->>'at')::timestamptz, f.at) end as at
      from fact f cross join lateral (
        select body from fact before where before.entity_id = f.entity_id and before.version = f.version - 1
          and before.at <= f.at and before.at >= (f.body->>'reportedAt')::timestamptz - interval '1 hour' limit 1
      ) was
      where f.name in ('order.declined', 'order.reopened') and f.community_id = ${community} and f.at >= ${since} and f.mode = ${real}
    ),
    turns as (
      select person, count(*) filter (where name = 'order.reopened')::int as reopened, count(*) filter (where name = 'order.declined')::int as declined
      from turned where at >= ${from} and at < ${until} group by 1
    ),
    done as (
      select person, count(*)::int as done, count(*) filter (where on_time)::int as on_time, count(called->>'rating')::int as rated, avg((called->>'rating')::int)::float8 as rating,
        count(*) filter (where called_back)::int as called_back, count(*) filter (where called_back and (called->>'satisfied')::boolean)::int as passed, avg(minutes)::float8 as minutes
      from finished group by 1
    )
    select p.id as person, p.code, p.name, p.post, p.left_at is not null as left, coalesce(d.done, 0) as done, coalesce(d.on_time, 0) as "onTime", coalesce(d.rated, 0) as rated, d.rating,
      coalesce(d.called_back, 0) as "calledBack", coalesce(d.passed, 0) as passed, d.minutes,
      coalesce(t.reopened, 0) as reopened, coalesce(t.declined, 0) as declined
    from person p left join done d on d.person = p.id left join turns t on t.person = p.id
    where p.community_id = ${community} order by p.post, p.code`
  return rows
    .filter((row) => !row.left || row.done + row.reopened + row.declined > 0)
    .map(({ left: _left, ...row }) => ({ ...row, late: row.done - row.onTime }))
}
