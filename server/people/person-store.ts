import { and, count, eq, getTableColumns, gt, gte, inArray, isNull, ne, notInArray, or } from 'drizzle-orm'
import { orders } from '#db/schema/orders.ts'
import { people } from '#db/schema/people.ts'
import { rosters } from '#db/schema/rosters.ts'
import { shifts } from '#db/schema/shifts.ts'
import type { Person } from '#shared/people.ts'
import type { Shift } from '#shared/shifts.ts'
import type { Parts } from '../parts.ts'

type Reads = Pick<Parts, 'db'>

const { user, phone, ...personColumns } = getTableColumns(people)
/** A person as the wire has them, and what only this feature reads. */
export type PersonRow = Person & { phone: string | null; user: string | null }
const rowColumns = { ...personColumns, phone, user }

export async function findPerson(parts: Reads, id: string): Promise<PersonRow | null> {
  const [person] = await parts.db.select(rowColumns).from(people).where(eq(people.id, id))
  return person ?? null
}

/** Without those who left, by code. */
export const staffOf = (parts: Reads, community: string): Promise<PersonRow[]> =>
  parts.db.select(rowColumns).from(people).where(and(eq(people.community, community), isNull(people.leftAt))).orderBy(people.code)

/** Who holds these codes anywhere in the company, also those who left. */
export const holdersOf = (parts: Reads, codes: readonly string[]): Promise<PersonRow[]> =>
  parts.db.select(rowColumns).from(people).where(inArray(people.code, [...codes]))

/** How many orders are still to be worked on by this person, drills included. */
export async function ordersCarried(parts: Reads, person: string): Promise<number> {
  const [found] = await parts.db
    .select({ orders: count() })
    .from(orders)
    .where(and(eq(orders.assignee, person), notInArray(orders.state, ['done', 'closed', 'cancelled'])))
  return found?.orders ?? 0
}

export const shiftsAhead = (parts: Reads, person: string, after: string): Promise<Shift[]> =>
  parts.db.select().from(shifts).where(and(eq(shifts.person, person), ne(shifts.state, 'cancelled'), gt(shifts.endsAt, after)))

/** Rosters of a person that go on after this local day. */
export const rostersAhead = (parts: Reads, person: string, day: string): Promise<(typeof rosters.$inferSelect)[]> =>
  parts.db.select().from(rosters).where(and(eq(rosters.person, person), or(isNull(rosters.until), gte(rosters.until, day))))
