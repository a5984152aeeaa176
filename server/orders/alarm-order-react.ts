import { eq } from 'drizzle-orm'
import { alarms } from '#db/schema/alarms.ts'
import { communities } from '#db/schema/sites.ts'
import { isActive, optionalAlarmFields, type Alarm } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import type { Fact } from '#shared/facts.ts'
import { ReportOrder, type Order } from '#shared/orders.ts'
import { change, type Change, type Work } from '../journal/change.ts'
import { leavingOut } from '../journal/leaving-out.ts'
import { idFrom } from '../journal/system.ts'
import type { Reaction } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { cameBack, goneNote, joinedNote, orderOf, orderToJoin, titleEnOf, wantsOrder, type OrderRule } from './alarm-order-rules.ts'
import { isWanted, machineOf, openOrdersAt, orderRuleOf } from './alarm-order-store.ts'
import { decideRemark, decideReport, inHand } from './order-rules.ts'
import { findAlarm, findOrder } from './order-store.ts'
import { workOf } from './order-work.ts'
import { bindingFor, groundOf, readPromiseBook } from './promise-book.ts'

/** `before`: the order that the alarm had; after each there is one, whoever reads its facts how often. */
const orderId = (alarm: string, before: string | null): string => idFrom('order of alarm', alarm, before ?? '')

/**
 * The order that follows from an alarm by its response row: a new one, or the one that is open about the same. It is decided on the alarm
 * as it is now, so that what was folded away or shelved meanwhile makes none; what has gone meanwhile makes one, for a person to judge.
 * An alarm that comes back when the work for it is over makes another. It says again that it holds: what lost every race has another try.
 */
export const alarmOrderReaction: Reaction = {
  name: 'alarm.order',
  react: async (parts, fact, now) => {
    if (!isHeard(fact) || !fact.body.response || !wantsOrder(fact.body) || (fact.body.order !== null && !cameBack(fact.body))) return null
    // What follows another row by now says so in a fact of its own.
    if (!(await orderRuleOf(parts, fact.body.response))) return null
    const alarm = await findAlarm(parts, fact.body.community, fact.id)
    if (!alarm?.response || !wantsOrder(alarm) || alarm.order !== fact.body.order) return null
    const [rule, before] = await Promise.all([orderRuleOf(parts, alarm.response), alarm.order ? findOrder(parts, alarm.order) : null])
    if (!rule || (before && inHand(before))) return null
    const order = orderToJoin(alarm, rule, await openOrdersAt(parts, alarm.community))
    return order ? join(parts, alarm, order, now) : make(parts, alarm, rule, now)
  },
}

const isHeard = (fact: Fact): fact is Fact<'alarm.raised' | 'alarm.repeated' | 'alarm.released'> =>
  fact.name === 'alarm.raised' || fact.name === 'alarm.repeated' || (fact.name === 'alarm.released' && fact.body.state === 'unacknowledged')

async function make(parts: Parts, alarm: Alarm, rule: OrderRule, now: number): Promise<Work | null> {
  const [[place], machine] = await Promise.all([
    parts.db.select({ id: communities.id, region: communities.region, zone: communities.zone }).from(communities).where(eq(communities.id, alarm.community)),
    alarm.device ? machineOf(parts, alarm.device) : null,
  ])
  const request = ReportOrder.parse(orderOf(alarm, rule, machine))
  const binding = place && bindingFor(await readPromiseBook(parts.sql), place, request, now)
  if (!binding) {
    parts.log.error({ alarm: alarm.id }, 'no promise binds the order of an alarm')
    return null
  }
  const id = orderId(alarm.id, alarm.order)
  const { steps, timers } = decideReport(id, request, { id: place.id, ...binding.local }, binding.promise, alarm, now)
  return workOf({ steps: steps.map((step) => ({ ...step, order: { ...step.order, titleEn: titleEnOf(alarm) } })), timers }, { changes: [linked(alarm, id)] })
}

async function join(parts: Parts, alarm: Alarm, order: Order, now: number): Promise<Work> {
  const decision = decideRemark(order, joinedNote(alarm), groundOf(await readPromiseBook(parts.sql), order, now))
  return workOf(decision, { changes: [linked(alarm, order.id)] }, { alarm: alarm.id })
}

const alarmOnWire = leavingOut<Alarm>(optionalAlarmFields)

/** The alarm and its order learn of each other together, so that neither is there without the other. */
function linked(alarm: Alarm, order: string): Change {
  const next: Alarm = { ...alarm, version: alarm.version + 1, order, step: null }
  return change(alarms, next, { name: 'alarm.linked', body: alarmOnWire(next) })
}

/**
 * An alarm that went before anybody had moved leaves its order to a person, who sees that it went. Said once: an alarm that flaps fills no
 * history. One that had no order when it went is looked at when it gets one by its row.
 */
export const alarmGoneReaction: Reaction = {
  name: 'alarm.gone',
  react: async (parts, fact, now) => {
    if (!isGone(fact) || fact.mode !== real || !fact.body.order) return null
    const alarm = await findAlarm(parts, fact.body.community, fact.id)
    const order = alarm?.order ? await findOrder(parts, alarm.order) : null
    if (!order || !isUntouched(order) || order.step?.note === goneNote || (await isWanted(parts, order))) return null
    return workOf(decideRemark(order, goneNote, groundOf(await readPromiseBook(parts.sql), order, now)), {}, { alarm: fact.id })
  },
}

const isGone = (fact: Fact): fact is Fact<'alarm.cleared' | 'alarm.linked'> =>
  fact.name === 'alarm.cleared' || (fact.name === 'alarm.linked' && fact.by.id === alarmOrderReaction.name && !isActive(fact.body))

const isUntouched = ({ state, source }: Order): boolean => source === 'alarm' && (state === 'reported' || state === 'assigned' || state === 'reopened')
