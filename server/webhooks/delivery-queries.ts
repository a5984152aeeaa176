import type { Delivery } from '#shared/webhooks.ts'
import { seeAnywhere, seenCommunities, seesEverything } from '../identity/caller.ts'
import type { Ask } from '../live/handler.ts'
import type { Parts } from '../parts.ts'

const most = 200

type Row = Omit<Delivery, 'to' | 'about'> & { to: string | null; about: string | null }

/** What left and what did not, newest first. A phone is masked before it leaves the database, and no text is shown. */
export async function listDeliveries(parts: Parts, { params, caller }: Ask<'deliveries'>): Promise<Delivery[]> {
  seeAnywhere(caller, 'deliveries')
  const places = await seenCommunities(parts, caller, 'deliveries', null)
  const { sql } = parts
  const state = params.state === 'waiting' ? sql`state = 'waiting' and` : params.state === 'failed' ? sql`state = 'failed' and` : params.state === 'sent' ? sql`state = 'sent' and` : sql``
  const rows = await sql<Row[]>`
    select o.id, to_char(o.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, o.community_id as community, o.state, o.attempts, o.answer, o.mode,
      case when o.body ? 'webhook' then 'webhook' when o.body->>'kind' = 'resident-message' then 'resident' when o.body->>'kind' = 'staff-notice' then 'staff' else 'other' end as kind,
      case when o.state = 'waiting' then to_char(o.next_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end as "nextAt",
      case when o.body ? 'webhook' then (select h.name from webhook h where h.id::text = o.body->>'webhook')
        when jsonb_typeof(o.body->'to') = 'string' then (
          select case when length(digits) >= 8 then left(digits, 3) || '****' || right(digits, 4) else '****' || right(digits, 2) end
          from regexp_replace(o.body->>'to', '\D', '', 'g') digits) end as "to",
      concat_ws(' ', coalesce(o.body->>'type', o.body->>'turn', o.body->>'about', o.body->>'kind'), coalesce(o.body->'data'->>'number', o.body->>'order')) as about
    from (
      select * from outlet where ${state} ${seesEverything(caller, 'deliveries') ? sql`true` : sql`community_id = any(${places.map(({ id }) => id)}::uuid[])`}
      order by at desc limit ${most}) o
    order by o.at desc`
  return rows.map((row) => ({ ...row, to: row.to ?? '—', about: row.about ?? '' }))
}
