import type { Sql } from '#db/client.ts'
import { real } from '#shared/modes.ts'
import type { Duty, Scored, Span } from './score-rules.ts'

/** Communities read at once: no statement takes long, and other requests come in between. */
const together = 100

/** Real alarms raised within the span of these communities, and before it where they stood on into it. */
export async function readScored(sql: Sql, communities: readonly string[], { from, until }: Span): Promise<Scored[]> {
  const found: Scored[] = []
  for (let at = 0; at < communities.length; at += together) {
    const some = communities.slice(at, at + together)
    found.push(...(await sql<Scored[]>`
      select a.community_id as community, a.device_id as device, a.device_name as name, a.kind, a.severity, (extract(epoch from a.raised_at) * 1000)::bigint as "raisedAt", (extract(epoch from a.acknowledged_at) * 1000)::bigint as "answeredAt",
        (extract(epoch from least(o.assigned_at, o.responded_at)) * 1000)::bigint as "dispatchedAt", case when a.state = 'normal' or a.active is false then (extract(epoch from a.cleared_at) * 1000)::bigint end as "goneAt",
        coalesce((a.tally->>'chattered')::int, 0) > 0 as chattered, coalesce(a.fleeting, 0) > 0 as fleeting, coalesce((a.tally->>'shelved')::int, 0) > 0 as shelved,
        a.cause is not null or coalesce((a.tally->>'suppressed')::int, 0) > 0 as suppressed, coalesce(a.clocks, '[]') as clocks
      from alarm a left join work_order o on o.id = a.order_id
      where a.community_id = any(${some}::uuid[]) and a.mode = ${real} and a.exercise is null
        and a.raised_at >= ${new Date(from).toISOString()} and a.raised_at < ${new Date(until).toISOString()}`))
  }
  return found
}

/** Managers on duty in these communities within the span. */
export async function readDuties(sql: Sql, communities: readonly string[], { from, until }: Span): Promise<Duty[]> {
  return sql<Duty[]>`
    select s.community_id as community, p.name->>'zh' as name, (extract(epoch from s.starts_at) * 1000)::bigint as from, (extract(epoch from s.ends_at) * 1000)::bigint as until
    from shift s join person p on p.id = s.person_id
    where s.community_id = any(${[...communities]}::uuid[]) and s.post = 'duty-manager' and s.state = 'planned'
      and s.starts_at < ${new Date(until).toISOString()} and s.ends_at > ${new Date(from).toISOString()}`
}
