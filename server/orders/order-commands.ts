import { orders } from '#db/schema/orders.ts'
import type { CommandName, CommandRequest } from '#shared/commands.ts'
import type { Order } from '#shared/orders.ts'
import { promiseFor } from '#shared/promises.ts'
import { ownOnly, type Role } from '#shared/roles.ts'
import { allow } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call, CommandHandler, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import {
  decideAccept, decideArrive, decideCancel, decideClose, decideFinish, decideReassign, decideReport, type Decision,
} from './order-rules.ts'
import { findAlarm, findOrder, hasBuilding, readPromises, worksAt } from './order-store.ts'

type OrderCommand = Extract<CommandName, `order.${string}`>
type Move = Exclude<OrderCommand, 'order.report' | 'order.reassign'>

export const orderCommands: CommandHandlers<OrderCommand> = {
  'order.report': report,
  'order.reassign': reassign,
  'order.accept': moving('order.accept', decideAccept),
  'order.arrive': moving('order.arrive', decideArrive),
  'order.finish': moving('order.finish', decideFinish),
  'order.close': moving('order.close', decideClose),
  'order.cancel': moving('order.cancel', decideCancel),
}

async function report(parts: Parts, { id, request, caller, now }: Call<'order.report'>): Promise<Work> {
  const place = await allow(parts, caller, 'order.report', request.community)
  const alarm = request.alarm ? await findAlarm(parts, place.id, request.alarm) : null
  if (request.alarm && !alarm) throw unknown('alarm')
  if (request.building && !(await hasBuilding(parts, place.id, request.building))) throw unknown('building')
  const promise = promiseFor(await readPromises(parts.sql), { region: place.region, community: place.id, category: request.category, priority: request.priority })
  if (!promise) throw unknown('priority')
  return workOf(decideReport(id, request, place, promise, alarm, now), { reporterPhone: request.reporterPhone ?? null })
}

async function reassign(parts: Parts, { id, request, caller, now }: Call<'order.reassign'>): Promise<Work> {
  const { order } = await allowed(parts, 'order.reassign', { id, caller })
  const decision = decideReassign(order, request, now)
  if (!(await worksAt(parts, order.community, request.assignee))) throw unknown('assignee')
  return workOf(decision, {}, { reason: request.reason, from: order.assignee, to: request.assignee })
}

function moving<N extends Move>(name: N, decide: (order: Order, request: CommandRequest<N>, now: number) => Decision): CommandHandler<N> {
  return async (parts, { id, request, caller, now }) => {
    const { order, roles } = await allowed(parts, name, { id, caller })
    const own = caller.person !== null && order.assignee === caller.person
    if (!own && roles.every((role) => ownOnly.includes(role))) throw new Refusal('not-allowed')
    return workOf(decide(order, request, now), {}, request.note ? { note: request.note } : {})
  }
}

async function allowed(parts: Parts, name: OrderCommand, { id, caller }: Pick<Call<OrderCommand>, 'id' | 'caller'>): Promise<{ order: Order; roles: Role[] }> {
  const order = await findOrder(parts, id)
  if (!order) throw new Refusal('not-found')
  const { roles } = await allow(parts, caller, name, order.community)
  return { order, roles }
}

/** A decision as work for the journal; `hidden` is what the row holds and the wire does not. */
export function workOf(decision: Decision, hidden: { reporterPhone?: string | null } = {}, detail: Record<string, unknown> = {}): Work {
  const last = decision.steps.at(-1)
  if (!last) throw new Error('a decision without a step')
  return {
    changes: decision.steps.map(({ fact, order }) => change(orders, { ...order, ...hidden }, { name: fact, body: order })),
    timers: decision.timers,
    reply: { fact: last.fact, body: last.order },
    community: last.order.community,
    mode: last.order.mode,
    detail,
  }
}

const messages = {
  alarm: { zh: '本小区没有此告警', en: 'No such alarm in this community' },
  building: { zh: '本小区没有此楼栋', en: 'No such building in this community' },
  assignee: { zh: '此人不属于本小区', en: 'Not a person of this community' },
  priority: { zh: '此类别与优先级没有承诺时限', en: 'No promise is kept for this category and priority' },
}
const unknown = (field: keyof typeof messages): Refusal => new Refusal('invalid', { errors: [{ field, message: messages[field] }] })
