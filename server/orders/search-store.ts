import { inArray } from 'drizzle-orm'
import { openOrders, orders } from '#db/schema/orders.ts'
import type { Order, OrderFilter } from '#shared/orders.ts'
import type { Parts } from '../parts.ts'
import { orderColumns } from './order-view.ts'
import { cutPage, monthsBack, onlyOpen, wordsOf } from './search-rules.ts'

/** What is looked for: `communities` null is the whole company; reported before `before`. */
export type Sought = Omit<OrderFilter, 'communities'> & { communities: readonly string[] | null; before?: string | null }
type Found = { id: string; at: string }
export type FoundPage = { ids: string[]; before: string | null }

type Reads = Pick<Parts, 'sql' | 'now'>

/** More communities than this are looked at together, each row for its own. */
const few = 60
/** Months that are looked through at a time; fewer for a single letter, which no index knows. */
const reach = { words: 24, letter: 3 }

/** A page of orders, newest report first. It may end early, with a `before` all the same, where looking further would take long. */
export async function findPage(parts: Reads, sought: Sought, most: number): Promise<FoundPage> {
  const words = wordsOf(sought.text)
  if (words.length > 0) return findByWords(parts, sought, words, most)
  return pageOf(most, (limit) => ask(parts, (given) => newest(sought, given, limit)))
}

/** How many there are, where an index of few rows tells. */
export async function countOpen(parts: Reads, sought: Sought): Promise<number | null> {
  if (wordsOf(sought.text).length > 0 || !(onlyOpen(sought) || sought.callBack)) return null
  const [row] = await ask<{ count: number }>(parts, (given) => `select count(*) from work_order where ${conditions(sought, given)}`)
  return row?.count ?? null
}

/** Orders in the order of `ids`. */
export async function readOrders(parts: Pick<Parts, 'db'>, ids: readonly string[]): Promise<Order[]> {
  if (ids.length === 0) return []
  const rows = new Map((await parts.db.select(orderColumns).from(orders).where(inArray(orders.id, [...ids]))).map((row) => [row.id, row]))
  return ids.flatMap((id) => rows.get(id) ?? [])
}

/** Month by month backwards until the page is full, so that neither a word that everybody uses nor one that nobody does is read to its end. */
async function findByWords(parts: Reads, sought: Sought, words: readonly string[], most: number): Promise<FoundPage> {
  const [made] = await parts.sql<{ grams: string[]; patterns: string[]; first: string | null }[]>`
    select array(select distinct gram from unnest(said) s, unnest(order_grams(s)) gram) as grams, array(select '%' || s || '%' from unnest(said) s) as patterns,
      (select min(reported_at) from work_order) as first
    from (select array(select trim(order_text(word)) from unnest(${[...words]}::text[]) word where trim(order_text(word)) <> '') as said) s`
  if (!made?.first || made.patterns.length === 0) return { ids: [], before: null }
  const { grams, patterns } = made
  const first = Math.max(Date.parse(made.first), sought.from ? Date.parse(sought.from) : -Infinity)
  const last = Math.min(parts.now(), ...[sought.until, sought.before].flatMap((at) => (at ? [Date.parse(at)] : [])))
  const months = monthsBack(last, first)
  const looked = months.slice(0, grams.length > 0 ? reach.words : reach.letter)
  const page = await pageOf(most, (limit) => ask(parts, (given) => `
    select found.id, found.at from unnest(${given(looked.map(({ mark }) => mark))}::text[]) month
    cross join lateral (
      select o.id, o.at from unnest(${scopes(sought.communities, given)}::text[]) scope
      cross join lateral (
        select o.id, o.at from order_words w
        cross join lateral (select id, reported_at as at from work_order where id = w.order_id and ${conditions(sought, given)} offset 0) o
        where w.grams @> array_remove(${given(grams)}::text[] || month || scope, null) and w.text like all(${given(patterns)}::text[])
        order by o.at desc limit ${limit}) o
      order by o.at desc limit ${limit}) found
    limit ${limit}`))
  return page.before === null && looked.length < months.length ? { ...page, before: looked.at(-1)?.from ?? null } : page
}

/** The mark of each community; one of nothing where there are too many, or all. */
const scopes = (communities: readonly string[] | null, given: Given): string => (communities && communities.length <= few ? given(communities.map((id) => `c:${id}`)) : 'array[null]')

/** What was reported at one instant may be more than a page. */
async function pageOf(most: number, read: (limit: number) => Promise<Found[]>): Promise<FoundPage> {
  for (let size = most; ; size *= 10) {
    const rows = await read(size + 1)
    const { page, before } = cutPage(rows, size)
    if (before !== null && rows.length > size && rows.at(0)?.at === before && size < 10_000) continue
    return { ids: page.map(({ id }) => id), before }
  }
}

function newest(sought: Sought, given: Given, limit: number): string {
  const { communities } = sought
  const where = conditions(sought, given)
  const rows = (more: string) => `select id, reported_at as at from work_order where ${where}${more} order by reported_at desc limit ${limit}`
  // Each community is read along its own index, and a whole company along that of all.
  if (!communities || communities.length > few || onlyOpen(sought) || sought.callBack) return rows('')
  return `select o.id, o.at from unnest(${given(communities)}::uuid[]) community cross join lateral (${rows(' and community_id = community')}) o order by o.at desc limit ${limit}`
}

type Given = (value: unknown) => string

/** Statements of their own each: what was found fast for one filter is slow for another. */
async function ask<T extends object = Found>(parts: Pick<Parts, 'sql'>, write: (given: Given) => string): Promise<T[]> {
  const values: unknown[] = []
  const text = write((value) => `$${values.push(value)}`)
  const rows = await parts.sql.unsafe<T[]>(text, values as never[])
  return rows.map((row) => ('at' in row ? { ...row, at: new Date(row.at as string).toISOString() } : row))
}

/** PostgreSQL knows no year 0. */
const instant = (text: string): string => new Date(Math.max(0, Date.parse(text))).toISOString()

function conditions(sought: Sought, given: Given): string {
  const { communities, building, device, assignee, states, categories, priorities, sources, late, callBack, from, until, before } = sought
  const among = (column: string, values: readonly string[] | null | undefined, type = 'text') => (values && (values.length > 0 || type === 'uuid') ? `${column} = any(${given(values)}::${type}[])` : null)
  const said = [
    onlyOpen(sought) ? openOrders : null,
    among('community_id', communities, 'uuid'),
    building ? `building_id = ${given(building)}` : null,
    device ? `device_id = ${given(device)}` : null,
    assignee === 'nobody' ? 'assignee_id is null' : assignee ? `assignee_id = ${given(assignee)}` : null,
    among('state', states),
    among('category', categories),
    among('priority', priorities),
    among('source', sources),
    late === true ? 'cardinality(late) > 0' : late === false ? 'cardinality(late) = 0' : null,
    callBack ? `state = 'closed' and call_back_by is not null and called_back_at is null` : null,
    from ? `reported_at >= ${given(instant(from))}` : null,
    until ? `reported_at < ${given(instant(until))}` : null,
    before ? `reported_at < ${given(instant(before))}` : null,
  ].filter((condition) => condition !== null)
  return said.length > 0 ? said.join(' and ') : 'true'
}
