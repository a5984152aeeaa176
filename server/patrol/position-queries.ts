import { eq } from 'drizzle-orm'
import { people } from '#db/schema/people.ts'
import { see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { latestOfPerson } from './position-store.ts'

export const positionQueries: QueryHandlers<'personPosition'> = {
  personPosition: async (parts, { id, caller, tell }) => {
    const [person] = await parts.db.select({ community: people.community, leftAt: people.leftAt }).from(people).where(eq(people.id, id))
    if (!person) throw new Refusal('not-found')
    await see(parts, caller, 'personPosition', person.community)
    tell(person.community)
    // Where somebody was who has left is nobody's business any more.
    return person.leftAt === null ? latestOfPerson(parts.sql, id, person.community) : null
  },
}
