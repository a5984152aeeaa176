import type { Sql } from '#db/client.ts'

/** The days that say what is usual for a community: from `first` to the day before `start`, where the window begins. */
export type Span = { community: string; start: string; first: string }

/** Milliseconds. These days are over; only history that is put in later changes them, and this process forgets then. */
const kept = 600_000

type Usual = { until: number; counts: [building: string, count: number][] }
type Held = { spans: Map<string, Usual>; forgotten: number }

const held = new WeakMap<Sql, Held>()
function heldFor(sql: Sql): Held {
  const found = held.get(sql) ?? { spans: new Map<string, Usual>(), forgotten: 0 }
  held.set(sql, found)
  return found
}
const nameOf = ({ community, start }: Pick<Span, 'community' | 'start'>): string => `${community}/${start}`

/** What happened in these spans, by building. Read once and kept, since live heat is asked for every second and this is most of its work. */
export async function readUsual(sql: Sql, spans: readonly Span[]): Promise<Map<string, number>> {
  const { spans: known } = heldFor(sql)
  const now = Date.now()
  for (const [name, { until }] of known) if (until < now) known.delete(name)
  const missing = spans.filter((span) => !known.has(nameOf(span)))
  const read = missing.length > 0 ? await readSpans(sql, missing, now) : new Map<string, Usual>()
  return new Map(spans.flatMap((span) => (known.get(nameOf(span)) ?? read.get(nameOf(span)))?.counts ?? []))
}

async function readSpans(sql: Sql, spans: readonly Span[], now: number): Promise<Map<string, Usual>> {
  const own = heldFor(sql)
  const { forgotten } = own
  const read = new Map(spans.map((span): [string, Usual] => [nameOf(span), { until: now + kept, counts: [] }]))
  const rows = await sql<{ community: string; start: string; building: string; count: number }[]>`
    select s.community, s.start, d.building_id as building, sum(d.count)::int as count
    from unnest(${spans.map((span) => span.community)}::uuid[], ${spans.map((span) => span.start)}::date[], ${spans.map((span) => span.first)}::date[])
      s (community, start, first)
    join heat_day d on d.community_id = s.community and d.day >= s.first and d.day < s.start group by 1, 2, 3`
  for (const row of rows) read.get(nameOf(row))?.counts.push([row.building, row.count])
  // What was read while something was being forgotten may be from before.
  if (own.forgotten === forgotten) for (const [name, usual] of read) own.spans.set(name, usual)
  return read
}

/** History of these communities has changed (null: of all). */
export function forgetUsual(sql: Sql, communities: Iterable<string> | null): void {
  const own = heldFor(sql)
  const gone = communities && new Set(communities)
  if (gone?.size === 0) return
  own.forgotten++
  for (const name of own.spans.keys()) if (!gone || gone.has(name.slice(0, name.indexOf('/')))) own.spans.delete(name)
}
