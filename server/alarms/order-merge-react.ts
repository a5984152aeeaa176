import { and, eq, ne } from 'drizzle-orm'
import { alarms } from '#db/schema/alarms.ts'
import { real } from '#shared/modes.ts'
import { change } from '../journal/change.ts'
import type { Reaction } from '../live/handler.ts'
import { next } from './alarm-step.ts'
import { onWire } from './alarm-wire.ts'

/** Alarms whose order ended in another go on with that one. */
export const orderMergeReaction: Reaction = {
  name: 'alarm.order-merge',
  react: async ({ db }, fact) => {
    if (fact.name !== 'order.merged' || fact.mode !== real || !fact.body.mergedInto) return null
    const { id, community, mergedInto } = fact.body
    const left = await db.select().from(alarms).where(and(eq(alarms.community, community), ne(alarms.state, 'normal'), eq(alarms.order, id)))
    if (left.length === 0) return null
    const moved = left.map((alarm) => next(alarm, { order: mergedInto }))
    return {
      changes: moved.map((alarm) => change(alarms, alarm, { name: 'alarm.linked', body: onWire(alarm) })),
      reply: null, community, mode: real, detail: { order: mergedInto, alarms: moved.length },
    }
  },
}
