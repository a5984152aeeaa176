import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { alarms } from '#db/schema/alarms.ts'
import { real } from '#shared/modes.ts'
import type { Handover } from '#shared/handovers.ts'
import { leavingNames } from '../identity/staff-names.ts'
import { change } from '../journal/change.ts'
import type { Reaction } from '../live/handler.ts'
import { next } from './alarm-step.ts'
import { onWire } from './alarm-wire.ts'

/**
 * Alarms that the one who went had acknowledged or acts on are from now on those of the one who came. Those of a butler stay theirs: who
 * goes is known by name, and butlers do not hand the room over.
 */
export const acknowledgedReaction: Reaction = {
  name: 'alarm.hand-over',
  react: async (parts, fact) => {
    if (fact.name !== 'handover.taken' || !fact.body.taken) return null
    const { community, taken } = fact.body
    const names = await leavingNames(parts.sql, fact.body)
    if (names.length === 0) return null
    const owner = sql<string>`${alarms.owner}->>'name'`
    const theirs = await parts.db.select().from(alarms)
      .where(and(eq(alarms.community, community), sql`${alarms.state} <> 'normal'`, eq(alarms.mode, real), or(inArray(alarms.acknowledgedBy, names), inArray(owner, names))))
    if (theirs.length === 0) return null
    const moved = theirs.map((alarm) => next(alarm, {
      acknowledgedBy: alarm.acknowledgedBy && names.includes(alarm.acknowledgedBy) ? taken.name : alarm.acknowledgedBy,
      owner: alarm.owner && names.includes(alarm.owner.name) ? ownerFrom(taken) : (alarm.owner ?? null),
    }))
    return {
      changes: moved.map((alarm) => change(alarms, alarm, { name: 'alarm.handed-over', body: onWire(alarm) })),
      reply: null, community, mode: real, detail: { handover: fact.body.id, alarms: moved.length },
    }
  },
}

const ownerFrom = ({ by, name, at }: NonNullable<Handover['taken']>) => ({ id: by, name, at })
