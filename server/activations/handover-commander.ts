import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { activations } from '#db/schema/activations.ts'
import { people } from '#db/schema/people.ts'
import { real } from '#shared/modes.ts'
import type { Activation } from '#shared/activations.ts'
import type { Handover } from '#shared/handovers.ts'
import { leavingNames } from '../identity/staff-names.ts'
import { change } from '../journal/change.ts'
import type { Reaction } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { onWire } from './activation-wire.ts'

/** Plans that the one who went commanded go on under the one who came. A drill keeps its lead: it is about them. */
export const commanderReaction: Reaction = {
  name: 'activation.hand-over',
  react: async (parts, fact) => {
    if (fact.name !== 'handover.taken' || !fact.body.taken) return null
    const { community, taken } = fact.body
    const [users, names] = await Promise.all([leavingUsers(parts, fact.body), leavingNames(parts.sql, fact.body)])
    // Two may have one name: it counts only where no account is known.
    const theirs = or(inArray(activations.commanderUser, users), and(isNull(activations.commanderUser), inArray(activations.commander, names)))
    const mine = await parts.db.select().from(activations)
      .where(and(eq(activations.community, community), sql`${activations.state} = 'running'`, eq(activations.mode, real), theirs))
    if (mine.length === 0) return null
    const [staff] = await parts.db.select({ id: people.id }).from(people).where(eq(people.user, taken.by))
    const to = { commander: taken.name, commanderUser: taken.by, commanderPerson: staff?.id ?? null }
    const moved = mine.map((activation): Activation => ({ ...activation, ...to, version: activation.version + 1, touched: activation.version + 1 }))
    return {
      changes: moved.map((activation) => change(activations, activation, { name: 'activation.handed-over', body: onWire(activation) })),
      reply: null, community, mode: real, detail: { handover: fact.body.id, activations: moved.length },
    }
  },
}

/** The accounts of who signed for handing over and of whom the roster names; never that of the one who took over. */
async function leavingUsers({ db }: Pick<Parts, 'db'>, { outgoing, given, taken }: Handover): Promise<string[]> {
  const rows = outgoing ? await db.select({ user: people.user }).from(people).where(eq(people.id, outgoing)) : []
  const users = new Set([...rows.flatMap(({ user }) => user ?? []), ...(given ? [given.by] : [])])
  if (taken) users.delete(taken.by)
  return [...users]
}
