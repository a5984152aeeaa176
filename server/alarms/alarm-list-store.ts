import { and, count, desc, eq, sql } from 'drizzle-orm'
import { alarms } from '#db/schema/alarms.ts'
import { probe, severities, type Alarm, type AlarmAsk } from '#shared/alarms.ts'
import { alarmKindWords } from '../alarm-words.ts'
import type { Parts } from '../parts.ts'
import { findAlarms } from './alarm-store.ts'

/** What is looked for: `communities` null is the whole company. */
export type Sought = Omit<AlarmAsk, 'communities' | 'before' | 'limit'> & { communities: readonly string[] | null }
type Before = NonNullable<AlarmAsk['before']>

/** What nobody has seen before what somebody has, what is aside last; each from the most urgent to the least. Index of tier and severity in one. */
const urgency = `((case when a.state in ('unacknowledged', 'returned') then 0 when a.state in ('acknowledged', 'latched') then 1 else 2 end) * ${severities.length}
  + array_position(array[${severities.map((one) => `'${one}'`).join(', ')}], a.severity))`

/** Past alarms looked through for a text at once, and how long one goes on so, milliseconds: a page may end early there, with more behind it. */
const lookedThrough = 20_000
const patience = 100

type Page = { ids: string[]; more: Before | null }
type Row = { id: string; rank: number; at: string; meant?: boolean }

/** A page of alarms, and where the next begins. What is over has no urgency: it is listed from the newest. */
export async function alarmPage(parts: Pick<Parts, 'sql' | 'db'>, sought: Sought, before: Before | null, limit: number): Promise<{ alarms: Alarm[]; more: Before | null }> {
  const begun = performance.now()
  let { ids, more } = await portion(parts, sought, before, limit)
  while (more && ids.length < limit && performance.now() - begun < patience) {
    const further = await portion(parts, sought, more, limit - ids.length)
    ids = [...ids, ...further.ids]
    more = further.more
  }
  const found = new Map((await findAlarms(parts, ids)).map((alarm) => [alarm.id, alarm]))
  return { alarms: ids.flatMap((id) => found.get(id) ?? []), more }
}

async function portion({ sql }: Pick<Parts, 'sql'>, sought: Sought, before: Before | null, limit: number): Promise<Page> {
  const given: unknown[] = []
  const past = looksBack(sought)
  const rank = sought.order === 'urgency' && !past ? urgency : '0'
  const statement = past && sought.text ? through(sought, before, given, limit) : listed(sought, before, rank, given, limit)
  const rows = await sql.unsafe<Row[]>(statement, given as string[], { prepare: true })
  const hits = rows.filter(({ meant }) => meant !== false)
  const page = hits.slice(0, limit)
  const last = hits.length > limit ? page.at(-1) : rows.find(({ meant }) => meant === false)
  return { ids: page.map(({ id }) => id), more: last ? { rank: last.rank, at: new Date(last.at).toISOString(), id: last.id } : null }
}

const listed = (sought: Sought, before: Before | null, rank: string, given: unknown[], limit: number): string =>
  `select a.id, ${rank} as rank, a.raised_at as at from alarm a where ${conditions(sought, given)} ${before ? `and ${beyond(rank, before, given)}` : ''}
  order by ${rank === '0' ? '' : 'rank, '}a.raised_at desc, a.id desc limit ${limit + 1}`

/** The newest among so many; where those are all looked through, the last of them goes along without being one, so that the next page begins behind it. */
const through = (sought: Sought, before: Before | null, given: unknown[], limit: number): string => {
  const meant = named(sought.text, given)
  return `with looked as materialized (
    select a.* from alarm a where ${conditions({ ...sought, text: '' }, given)} ${before ? `and ${beyond('0', before, given)}` : ''} order by a.raised_at desc, a.id desc limit ${lookedThrough}
  ), found as (
    select a.id, 0 as rank, a.raised_at as at, true as meant from looked a where ${meant} order by a.raised_at desc, a.id desc limit ${limit + 1}
  )
  select * from found union all
  (select id, 0, raised_at, false from looked where (select count(*) from looked) = ${lookedThrough} and (select count(*) from found) <= ${limit} order by raised_at, id limit 1)
  order by at desc, id desc`
}

/** How many of them stand in each state, whatever states are looked at. */
export async function alarmCounts(parts: Pick<Parts, 'sql'>, sought: Sought): Promise<Record<string, number>> {
  const given: unknown[] = []
  const where = conditions({ ...sought, states: [], from: null, to: null }, given)
  const rows = await parts.sql.unsafe<{ state: string; count: number }[]>(`select a.state, count(*) from alarm a where ${where} group by a.state`, given as string[], { prepare: true })
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** What is folded away under an alarm, the most urgent and newest first, and how many there are. */
export async function foldedUnder({ db }: Pick<Parts, 'db'>, id: string, most: number): Promise<{ folded: Alarm[]; foldedCount: number }> {
  const under = and(sql`${alarms.cause}->>'alarm' = ${id}`, eq(alarms.state, sql`'suppressed'`))
  const [folded, [all]] = await Promise.all([
    db.select().from(alarms).where(under).orderBy(sql`array_position(array['critical', 'major', 'minor', 'notice'], ${alarms.severity})`, desc(alarms.raisedAt), alarms.id).limit(most),
    db.select({ count: count() }).from(alarms).where(under),
  ])
  return { folded, foldedCount: all?.count ?? 0 }
}

const put = (given: unknown[], value: unknown): string => `$${given.push(value)}`

/** Past alarms are listed where a time or the state itself is asked for. */
const looksBack = ({ states, from, to }: Pick<Sought, 'states' | 'from' | 'to'>): boolean => (states.length > 0 ? states.includes('normal') : Boolean(from || to))

/** What stands is told in the words of its index, so that it is that which answers. */
function conditions({ communities, building, device, states, severities: urgent, kind, text, from, to }: Sought, given: unknown[]): string {
  return [
    `a.mode <> '${probe}'`,
    looksBack({ states, from, to }) ? '' : `a.state <> 'normal'`,
    states.length > 0 ? `a.state = any(${put(given, states)}::text[])` : '',
    communities ? within(communities, given) : '',
    building ? `a.building_id = ${put(given, building)}::uuid` : '',
    device ? `a.device_id = ${put(given, device)}::uuid` : '',
    urgent.length > 0 ? `a.severity = any(${put(given, urgent)}::text[])` : '',
    kind ? `a.kind = ${put(given, kind)}` : '',
    from ? `a.raised_at >= ${put(given, from)}::timestamptz` : '',
    to ? `a.raised_at < ${put(given, to)}::timestamptz` : '',
    text ? named(text, given) : '',
  ].filter(Boolean).join(' and ')
}

/** Of one alone the newest are found by its own index. */
const within = (communities: readonly string[], given: unknown[]): string =>
  communities.length === 1 ? `a.community_id = ${put(given, communities[0])}::uuid` : `a.community_id = any(${put(given, [...communities])}::uuid[])`

const pattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`

/** Kinds that are called so in either language: people look for what they read. */
const calledSo = (text: string): string[] =>
  Object.entries(alarmKindWords).flatMap(([kind, { zh, en }]) => (zh.includes(text) || en.toLowerCase().includes(text.toLowerCase()) ? [kind] : []))

function named(text: string, given: unknown[]): string {
  const words = put(given, pattern(text))
  return `(a.kind = any(${put(given, calledSo(text))}::text[]) or a.kind ilike ${words} or a.text ilike ${words} or a.device_name->>'zh' ilike ${words} or a.device_name->>'en' ilike ${words}
    or exists (select from device d where d.id = a.device_id and d.code ilike ${words}))`
}

const beyond = (rank: string, { rank: at, at: raised, id }: Before, given: unknown[]): string => {
  const later = `(a.raised_at, a.id) < (${put(given, raised)}::timestamptz, ${put(given, id)}::uuid)`
  if (rank === '0') return later
  const place = put(given, at)
  return `(${rank} > ${place}::int or (${rank} = ${place}::int and ${later}))`
}
