import { and, eq, inArray, sql } from 'drizzle-orm'
import { alarms } from '#db/schema/alarms.ts'
import type { Alarm } from '#shared/alarms.ts'
import { real } from '#shared/drills.ts'
import { leavingNames } from '../identity/staff-names.ts'
import { change } from '../journal/change.ts'
import type { Reaction } from '../live/handler.ts'
import { onWire } from './alarm-wire.ts'

/** Alarms that the one who went had acknowledged are from now on those of the one who came. */
export const acknowledgedReaction: Reaction = {
  name: 'alarm.hand-over',
  react: async (parts, fact) => {
    if (fact.name !== 'handover.taken' || !fact.body.taken) return null
    const { community, taken } = fact.body
    const names = await leavingNames(parts.sql, fact.body)
    if (names.length === 0) return null
    const mine = await parts.db.select().from(alarms)
      .where(and(eq(alarms.community, community), sql`${alarms.state} <> 'normal'`, eq(alarms.mode, real), inArray(alarms.acknowledgedBy, names)))
    if (mine.length === 0) return null
    const moved = mine.map((alarm): Alarm => ({ ...alarm, version: alarm.version + 1, acknowledgedBy: taken.name }))
    return {
      changes: moved.map((alarm) => change(alarms, alarm, { name: 'alarm.handed-over', body: onWire(alarm) })),
      reply: null, community, mode: real, detail: { handover: fact.body.id, alarms: moved.length },
    }
  },
}
