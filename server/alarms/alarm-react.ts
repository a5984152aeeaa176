import type { Order } from '#shared/orders.ts'
import type { Reaction } from '../live/handler.ts'
import { findAlarm } from './alarm-store.ts'
import { workOf } from './alarm-work.ts'
import { decideLink } from './seen-rules.ts'

/** An order that came from an alarm is shown with it. */
export const alarmReaction: Reaction = {
  name: 'alarm.link',
  react: async (parts, fact) => {
    if (fact.name !== 'order.reported') return null
    const order: Order = fact.body
    const alarm = order.alarm ? await findAlarm(parts, order.alarm) : null
    const step = alarm && decideLink(alarm, order.id)
    return step ? workOf(step) : null
  },
}
