import { and, getTableColumns, inArray, sql } from 'drizzle-orm'
import { openOrders, orders } from '#db/schema/orders.ts'
import { people } from '#db/schema/people.ts'
import { isDelayed, type Stocktake } from '#shared/complaints.ts'
import { real } from '#shared/modes.ts'
import type { Order } from '#shared/orders.ts'
import type { Parts } from '../parts.ts'
import { usualWeeks, warningsOf, type WeekCount } from './warning-rules.ts'

const hour = 3_600_000
const week = 7 * 24 * hour
const { reporterPhone: _phone, ...columns } = getTableColumns(orders)

/** The stocktake of these communities. Of drills nothing. */
export async function readStocktake(parts: Pick<Parts, 'db' | 'sql'>, communities: readonly string[], now: number): Promise<Stocktake> {
  const [open, butlers, counts, known, closed] = await Promise.all([
    openComplaints(parts, communities), butlersOf(parts, communities, now), weekCounts(parts, communities, now), weeksKnown(parts, communities, now), closedOf(parts, communities, now),
  ])
  const complaints = open.map((order) => ({
    order,
    age: Math.round(((now - Date.parse(order.reportedAt)) / hour) * 10) / 10,
    responsible: order.assignee ?? butlers.get(order.community) ?? null,
    delayed: isDelayed(order, now),
  }))
  const named = [...new Set(complaints.flatMap(({ responsible }) => responsible ?? []))]
  return {
    at: new Date(now).toISOString(),
    complaints: complaints.toSorted((a, b) => Number(b.delayed) - Number(a.delayed) || Date.parse(a.order.reportedAt) - Date.parse(b.order.reportedAt)),
    warnings: warningsOf(counts, (community) => known.get(community) ?? 0),
    ...closed,
    people: named.length > 0 ? await parts.db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, named)) : [],
  }
}

async function openComplaints({ db }: Pick<Parts, 'db'>, communities: readonly string[]): Promise<Order[]> {
  if (communities.length === 0) return []
  return db.select(columns).from(orders).where(and(inArray(orders.community, [...communities]), sql.raw(openOrders), sql`${orders.category} = 'complaint'`, sql`${orders.mode} = ${real}`))
}

/** One butler of each community: who is on shift, else the first on the roll. */
async function butlersOf({ sql: ask }: Pick<Parts, 'sql'>, communities: readonly string[], now: number): Promise<Map<string, string>> {
  const at = new Date(now).toISOString()
  const rows = await ask<{ community: string; id: string }[]>`
    select distinct on (p.community_id) p.community_id as community, p.id from person p
    left join shift s on s.person_id = p.id and s.state = 'planned' and s.starts_at <= ${at} and s.ends_at > ${at}
    where p.community_id = any(${[...communities]}::uuid[]) and p.post = 'butler' and p.left_at is null
    order by p.community_id, s.id is null, p.code`
  return new Map(rows.map(({ community, id }) => [community, id]))
}

/** What residents and staff reported; what the house itself planned, and what a plan or a finding makes, does not grow by chance. */
function weekCounts({ sql: ask }: Pick<Parts, 'sql'>, communities: readonly string[], now: number): Promise<WeekCount[]> {
  const [since, until] = [now - (usualWeeks + 1) * week, now].map((at) => new Date(at).toISOString())
  return ask<WeekCount[]>`
    select community_id as community, category, floor(extract(epoch from ${until ?? ''}::timestamptz - reported_at) / ${week / 1000})::int as week, title, count(*)::int as count
    from work_order
    where community_id = any(${[...communities]}::uuid[]) and reported_at > ${since ?? ''}::timestamptz and reported_at <= ${until ?? ''}::timestamptz
      and mode = ${real} and source not in ('maintenance', 'drill', 'plan') and state <> 'cancelled'
    group by 1, 2, 3, 4`
}

/** Whole weeks before this one since the first report. */
async function weeksKnown({ sql: ask }: Pick<Parts, 'sql'>, communities: readonly string[], now: number): Promise<Map<string, number>> {
  const rows = await ask<{ community: string; first: Date }[]>`
    select c.id as community, o.reported_at as first from unnest(${[...communities]}::uuid[]) c (id)
    cross join lateral (select reported_at from work_order where community_id = c.id order by reported_at limit 1) o`
  return new Map(rows.map(({ community, first }) => [community, Math.max(0, Math.floor((now - new Date(first).getTime()) / week) - 1)]))
}

async function closedOf({ sql: ask }: Pick<Parts, 'sql'>, communities: readonly string[], now: number): Promise<{ closed: number; inTime: number }> {
  const [row] = await ask<{ closed: number; inTime: number }[]>`
    select count(*)::int as closed, count(*) filter (where close_by is null or closed_at <= close_by)::int as "inTime" from work_order
    where category = 'complaint' and closed_at is not null and community_id = any(${[...communities]}::uuid[]) and closed_at > ${new Date(now - 24 * hour).toISOString()}
      and state in ('closed', 'called-back') and mode = ${real}`
  return row ?? { closed: 0, inTime: 0 }
}
