import { and, eq, ne } from 'drizzle-orm'
import { alarms } from '#db/schema/alarms.ts'
import { change } from '../journal/change.ts'
import type { Reaction } from '../live/handler.ts'
import { iso, next } from './alarm-step.ts'
import { onWire } from './alarm-wire.ts'

const timers = ['late', 'escalate', 'settle', 'shelving', 'wish']

/** What was staged for a drill is over with it: nobody has to look, or to reset anything. */
export const drillAlarmReaction: Reaction = {
  name: 'drill.clear',
  react: async ({ db }, fact, now) => {
    if (fact.name !== 'drill.ended' && fact.name !== 'drill.aborted') return null
    const { id, community } = fact.body
    const standing = await db.select().from(alarms).where(and(eq(alarms.community, community), eq(alarms.mode, id), ne(alarms.state, 'normal')))
    if (standing.length === 0) return null
    const over = standing.map((alarm) => next(alarm, { state: 'normal', active: null, clearedAt: alarm.clearedAt ?? iso(now), shelving: null, shelvingAsked: null, chatteringSince: null, cycles: null }))
    return {
      changes: over.map((alarm) => change(alarms, alarm, { name: 'alarm.cleared', body: onWire(alarm) })), timers: over.flatMap((alarm) => timers.map((one) => ({ key: `alarm:${alarm.id}:${one}`, dueAt: null }))),
      reply: null, community, mode: id, detail: { alarms: over.length },
    }
  },
}
