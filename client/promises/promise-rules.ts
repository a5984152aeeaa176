import { categories, facilities, orderSources, priorities, type Category } from '#shared/orders.ts'
import { aboutTheSame, hoursKinds, promiseFor, type ServicePromise } from '#shared/promises.ts'

type Place = { region: string | null; community: string | null }

/** One that held before: until when, and whether it was taken back then or another took its place. */
export type Past = { row: ServicePromise; until: string; takenBack: boolean }
/** One line of a place's promises: what binds now, what will from a later moment on, and what did before. */
export type Entry = { key: string; row: ServicePromise | null; later: ServicePromise[]; past: Past[] }
/** The lines of a category (null: any): those by priority alone, and those that are particular in something else. */
export type Group = { category: Category | null; plain: Entry[]; particular: Entry[] }

const holdsIn = (row: Place, place: Place): boolean => (row.community !== null ? row.community === place.community : row.region === null || row.region === place.region)
const keyOf = ({ category, priority, source, facility, hours }: ServicePromise): string => [category, priority, source, facility, hours].join(' ')
const begins = (row: ServicePromise): number => Date.parse(row.from)

/** All that is promised in a place, by category. `now` in epoch milliseconds. */
export function groupsAt(rows: readonly ServicePromise[], place: Place, now: number): Group[] {
  const byKey = new Map<string, ServicePromise[]>()
  for (const row of rows.filter((one) => holdsIn(one, place))) byKey.set(keyOf(row), [...(byKey.get(keyOf(row)) ?? []), row])
  const entries = [...byKey].map(([key, ofKey]) => ({ first: ofKey[0], entry: entryOf(key, ofKey, place, now) }))
  return [...categories, null].flatMap((category) => {
    const ofCategory = entries.filter(({ first }) => first?.category === category).toSorted((a, b) => rank(a.first) - rank(b.first))
    if (ofCategory.length === 0) return []
    const isPlain = (row: ServicePromise | undefined) => row?.source === null && row.facility === null && row.hours === null
    return [{ category, plain: ofCategory.filter(({ first }) => isPlain(first)).map(({ entry }) => entry), particular: ofCategory.filter(({ first }) => !isPlain(first)).map(({ entry }) => entry) }]
  })
}

function entryOf(key: string, rows: readonly ServicePromise[], place: Place, now: number): Entry {
  const boundAt = (at: number): ServicePromise | null => {
    const [row] = rows
    return row ? promiseFor(rows, { region: place.region ?? '', community: place.community ?? '', category: row.category ?? '', priority: row.priority ?? '', source: row.source, facility: row.facility, hours: row.hours }, at) : null
  }
  const row = boundAt(now)
  const later = rows.filter((one) => begins(one) > now && boundAt(begins(one))?.id === one.id)
  const past = rows.filter((one) => one !== row && begins(one) <= now && (row === null || aboutTheSame(one, row)) && held(one))
  return { key, row, later: later.toSorted((a, b) => begins(a) - begins(b)), past: past.toSorted((a, b) => begins(b) - begins(a)).flatMap((one) => pastOf(one, rows)) }
}

/** None for a default that holds again, or that holds still beneath what is more particular. */
function pastOf(row: ServicePromise, rows: readonly ServicePromise[]): Past[] {
  const [next] = rows.filter((one) => aboutTheSame(one, row) && begins(one) > begins(row) && held(one)).toSorted((a, b) => begins(a) - begins(b))
  const taken = row.until !== null && (!next || Date.parse(row.until) <= begins(next))
  const until = taken ? row.until : next?.from
  return until ? [{ row, until, takenBack: taken }] : []
}

/** One that was taken back before it began never held. */
const held = (row: ServicePromise): boolean => row.until === null || Date.parse(row.until) > begins(row)

/** What is promised once a row has been taken back at `at`: what would have held without it. Null where nothing is. */
export function afterTakingBack(rows: readonly ServicePromise[], row: ServicePromise, at: number): ServicePromise | null {
  const { region, community, category, priority, source, facility, hours } = row
  const left = rows.filter(({ id }) => id !== row.id)
  return promiseFor(left, { region: region ?? '', community: community ?? '', category: category ?? '', priority: priority ?? '', source, facility, hours }, at)
}

/** By facility, source, hours and priority; any comes last. */
function rank(row: ServicePromise | undefined): number {
  const at = <T>(list: readonly T[], value: T | null | undefined) => (value === null || value === undefined ? list.length : list.indexOf(value))
  return ((at(facilities, row?.facility) * 50 + at(orderSources, row?.source)) * 50 + at(hoursKinds, row?.hours)) * 50 + at(priorities, row?.priority)
}
