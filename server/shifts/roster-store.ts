import { and, eq, getTableColumns, gt, gte, inArray, isNull, lt, max, ne, or } from 'drizzle-orm'
import { factRows } from '#db/schema/journal.ts'
import { people } from '#db/schema/people.ts'
import { rosters } from '#db/schema/rosters.ts'
import { shifts } from '#db/schema/shifts.ts'
import { communities } from '#db/schema/sites.ts'
import type { Person } from '#shared/people.ts'
import type { Roster } from '#shared/rosters.ts'
import type { Shift } from '#shared/shifts.ts'
import { bilingual, type Bilingual } from '#shared/text.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>

/** Of a person, what a roster needs to know. */
export type OnRoster = Pick<Person, 'id' | 'community' | 'code' | 'name' | 'post'>
const onRoster = { id: people.id, community: people.community, code: people.code, name: people.name, post: people.post }

const { madeTo: _madeTo, ...rosterColumns } = getTableColumns(rosters)
/** A roster, and the last local day for which its shifts have been made. */
export type RosterRow = Roster & { madeTo: string | null }

/** Null also for those who left. */
export async function findPerson(parts: Reads, id: string): Promise<OnRoster | null> {
  const [person] = await parts.db.select(onRoster).from(people).where(and(eq(people.id, id), isNull(people.leftAt)))
  return person ?? null
}

export const staffOf = (parts: Reads, community: string): Promise<OnRoster[]> =>
  parts.db.select(onRoster).from(people).where(and(eq(people.community, community), isNull(people.leftAt)))

/** The staff of a community and, of those who left, these. By post and code. */
export const namesOf = (parts: Reads, community: string, also: readonly string[]): Promise<Omit<OnRoster, 'community'>[]> => {
  const { community: _community, ...names } = onRoster
  return parts.db.select(names).from(people).where(or(and(eq(people.community, community), isNull(people.leftAt)), inArray(people.id, [...also]))).orderBy(people.post, people.code)
}

export async function findRoster(parts: Reads, id: string): Promise<RosterRow | null> {
  const [roster] = await parts.db.select().from(rosters).where(eq(rosters.id, id))
  return roster ?? null
}

/** The version that people were last told: a roster's shifts are made ahead in versions that nobody is told. Null where nobody was told any. */
export async function toldVersion(parts: Reads, id: string): Promise<number | null> {
  const [row] = await parts.db.select({ version: max(factRows.version) }).from(factRows).where(eq(factRows.entity, id))
  return row?.version ?? null
}

/** Rosters of a community that are not over on this local day. */
export const rostersOf = (parts: Reads, community: string, day: string): Promise<Roster[]> =>
  parts.db.select(rosterColumns).from(rosters).where(and(eq(rosters.community, community), or(isNull(rosters.until), gte(rosters.until, day)))).orderBy(rosters.id)

export async function findShift(parts: Reads, id: string): Promise<Shift | null> {
  const [shift] = await parts.db.select().from(shifts).where(eq(shifts.id, id))
  return shift ?? null
}

/** Shifts of a community that touch the span, without those cancelled. */
export const shiftsWithin = (parts: Reads, community: string, from: string, to: string): Promise<Shift[]> =>
  parts.db
    .select()
    .from(shifts)
    .where(and(eq(shifts.community, community), ne(shifts.state, 'cancelled'), gt(shifts.endsAt, from), lt(shifts.startsAt, to)))
    .orderBy(shifts.startsAt)

/** What was made by a roster and is not over, cancelled or not. */
export const shiftsMadeBy = (parts: Reads, roster: string, after: string): Promise<Shift[]> =>
  parts.db.select().from(shifts).where(and(eq(shifts.roster, roster), gt(shifts.endsAt, after))).orderBy(shifts.startsAt)

/** When these people are already planned, from `after` on. */
export const plannedOf = (parts: Reads, persons: readonly string[], after: string): Promise<Shift[]> =>
  parts.db
    .select()
    .from(shifts)
    .where(and(inArray(shifts.person, [...persons]), eq(shifts.state, 'planned'), gt(shifts.endsAt, after)))
    .orderBy(shifts.startsAt)

/** All that is planned or was called off in a community and is not over. */
export const shiftsAhead = (parts: Reads, community: string, after: string): Promise<Shift[]> =>
  parts.db.select().from(shifts).where(and(eq(shifts.community, community), gt(shifts.endsAt, after))).orderBy(shifts.startsAt)

export const rosterRowsOf = (parts: Reads, community: string): Promise<RosterRow[]> => parts.db.select().from(rosters).where(eq(rosters.community, community))

export async function nameOf(parts: Reads, community: string): Promise<Bilingual> {
  const [row] = await parts.db.select({ name: communities.name }).from(communities).where(eq(communities.id, community))
  return row?.name ?? bilingual(community)
}
