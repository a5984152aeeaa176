import { and, eq, ne } from 'drizzle-orm'
import { alarms } from '#db/schema/alarms.ts'
import { orders } from '#db/schema/orders.ts'
import type { Alarm, AlarmClockKind } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import type { Fact } from '#shared/facts.ts'
import type { OrderState } from '#shared/orders.ts'
import { change } from '../journal/change.ts'
import type { Reaction } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { findAlarm } from './alarm-store.ts'
import { onWire } from './alarm-wire.ts'
import { decideKept } from './clock-rules.ts'

/** What somebody did about alarms: which clock it keeps, and when it was done (which may be before it was heard of), epoch milliseconds. */
type Done = { alarms: Alarm[]; kind: AlarmClockKind; at: number }

/** What the law counts from the alarm is kept by those who go for it, or who start a plan: nobody has to say it twice. */
export const orderClockReaction: Reaction = {
  name: 'alarm.order-clock',
  react: async (parts, fact) => {
    const done = fact.mode === real ? await doneBy(parts, fact) : null
    const steps = done?.alarms.flatMap((alarm) => decideKept(alarm, done.kind, done.at) ?? []) ?? []
    const [first] = steps
    if (!done || !first) return null
    return {
      changes: steps.map(({ alarm }) => change(alarms, alarm, { name: 'alarm.kept', body: onWire(alarm) })),
      reply: null, community: first.alarm.community, mode: real, detail: { clock: done.kind, alarms: steps.map(({ alarm }) => alarm.id) },
    }
  },
}

async function doneBy(parts: Parts, fact: Fact): Promise<Done | null> {
  const heard = Date.parse(fact.at)
  switch (fact.name) {
    case 'order.accepted':
    case 'order.grabbed':
    case 'order.departed':
    case 'order.arrived': {
      const { id, community, step } = fact.body
      return { alarms: await alarmsOf(parts, community, id), kind: fact.name === 'order.arrived' ? 'arrive' : 'start', at: step ? Date.parse(step.at) : heard }
    }
    case 'activation.started': {
      const alarm = fact.body.alarm ? await findAlarm(parts, fact.body.alarm) : null
      return alarm && { alarms: [alarm], kind: 'start', at: heard }
    }
    case 'alarm.linked': {
      // It came to an order for which somebody goes, or stands there, already.
      const [order] = fact.body.order ? await parts.db.select({ state: orders.state }).from(orders).where(eq(orders.id, fact.body.order)) : []
      const kind = order && keptBy[order.state]
      const alarm = kind ? await findAlarm(parts, fact.id) : null
      return kind && alarm ? { alarms: [alarm], kind, at: heard } : null
    }
    default:
      return null
  }
}

const keptBy: Partial<Record<OrderState, AlarmClockKind>> = { accepted: 'start', 'on-the-way': 'start', arrived: 'arrive' }

const alarmsOf = ({ db }: Parts, community: string, order: string): Promise<Alarm[]> =>
  db.select().from(alarms).where(and(eq(alarms.community, community), ne(alarms.state, 'normal'), eq(alarms.order, order)))
