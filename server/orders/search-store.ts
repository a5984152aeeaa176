import { inArray } from 'drizzle-orm'
import { openOrders, orders } from '#db/schema/orders.ts'
import type { Order, OrderFilter } from '#shared/orders.ts'
import type { Parts } from '../parts.ts'
import { orderColumns } from './order-view.ts'
import { cutPage, doubled, hoursBack, monthsBack, onlyOpen, wordsOf } from './search-rules.ts'

/** What is looked for: `communities` null is the whole company; reported before `before`. */
export type Sought = Omit<OrderFilter, 'communities'> & { communities: readonly string[] | null; before?: string | null }
type Found = { id: string; at: string }
export type FoundPage = { ids: string[]; before: string | null }

type Reads = Pick<Parts, 'sql' | 'now'>

/** More communities than this are looked at together, each row for its own. */
const few = 60
/** Milliseconds. Until then a search looks on, each time at most twice as far as before: it ends in three times that. */
const patience = 50

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

/** Backwards in portions until the page is full or patience is at its end, so that neither a word that everybody uses nor one that nobody does is read to its end. */
async function findByWords(parts: Reads, sought: Sought, words: readonly string[], most: number): Promise<FoundPage> {
  const [made] = await parts.sql<{ grams: string[]; patterns: string[]; first: string | null }[]>`
    select array(select distinct gram from unnest(said) s, unnest(order_grams(s)) gram) as grams, array(select '%' || s || '%' from unnest(said) s) as patterns,
      (select min(reported_at) from work_order) as first
    from (select array(select trim(order_text(word)) from unnest(${[...words]}::text[]) word where trim(order_text(word)) <> '') as said) s`
  if (!made?.first || made.patterns.length === 0) return { ids: [], before: null }
  const { patterns } = made
  // A pair within a three says nothing more, and pairs of digits are in almost every order.
  const grams = made.grams.filter((gram) => !made.grams.some((other) => other.length > gram.length && other.includes(gram)))
  const first = Math.max(Date.parse(made.first), sought.from ? Date.parse(sought.from) : -Infinity)
  const last = Math.min(parts.now(), ...[sought.until, sought.before].flatMap((at) => (at ? [Date.parse(at)] : [])))
  const portions = grams.length > 0 ? inMonths(sought, grams, patterns, monthsBack(last, first)) : inHours(sought, patterns, hoursBack(last, first))
  let looked = 0
  const page = await pageOf(most, async (limit) => {
    const begun = performance.now()
    const rows: Found[] = []
    for (looked = 0; looked < portions.length && rows.length < limit && (looked === 0 || performance.now() - begun < patience); looked++) {
      rows.push(...(await ask(parts, (given) => portions[looked]?.write(given, limit) ?? '')))
    }
    return rows.slice(0, limit)
  })
  return page.before === null && looked < portions.length ? { ...page, before: portions[looked - 1]?.from ?? null } : page
}

/** Statements that find words back to `from`, from where the one before ended. */
type Portion = { from: string; write: (given: Given, limit: number) => string }

function inMonths(sought: Sought, grams: readonly string[], patterns: readonly string[], months: readonly { mark: string; from: string }[]): Portion[] {
  const marks = sought.communities && sought.communities.length <= few ? sought.communities.map((id) => `c:${id}`) : null
  return doubled(months).map((some) => ({
    from: some.at(-1)?.from ?? '',
    write: (given, limit) => `
      select found.id, found.at from unnest(${given(some.map(({ mark }) => mark))}::text[]) month
      cross join lateral (
        select o.id, o.at from order_words w
        cross join lateral (select id, reported_at as at from work_order where id = w.order_id and ${conditions(sought, given)} offset 0) o
        where w.grams @> (${given(grams)}::text[] || month)${marks ? ` and w.grams && ${given(marks)}::text[]` : ''} and w.text like all(${given(patterns)}::text[])
        order by o.at desc limit ${limit}) found
      limit ${limit}`,
  }))
}

/** A single letter is in no index. */
const inHours = (sought: Sought, patterns: readonly string[], spans: readonly { from: string; until: string | null }[]): Portion[] =>
  spans.map(({ from, until }) => ({
    from,
    write: (given, limit) => `
      select o.id, o.at from (
        select id, reported_at as at from work_order where reported_at >= ${given(from)}${until ? ` and reported_at < ${given(until)}` : ''} and ${conditions(sought, given)} offset 0) o
      cross join lateral (select from order_words w where w.order_id = o.id and w.text like all(${given(patterns)}::text[]) offset 0) w
      order by o.at desc limit ${limit}`,
  }))

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
