import { real } from '#shared/modes.ts'
import { moved } from '#shared/orders.ts'
import { see, seenCommunities } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { unplaced } from './candidate-rules.ts'
import { readCrew, sceneOf } from './candidate-store.ts'
import { findOrders, openOrdersOf } from './order-store.ts'
import { planRedistribution } from './redistribution-rules.ts'

const neither = { zh: '请指明是谁的工单，或哪些工单', en: 'Say whose orders, or which' }

export const redistributionQueries: QueryHandlers<'redistribution'> = {
  /** What cannot be given to anybody any more (done, over, gone) is left out, and what belongs to a drill. */
  redistribution: async (parts, { body: { community, from, orders: ids }, caller, now }) => {
    await see(parts, caller, 'redistribution', community)
    if (!from && !ids) throw new Refusal('invalid', { errors: [{ field: 'from', message: neither }] })
    const found = ids ? [...(await findOrders(parts, ids)).values()].filter(({ id }) => ids.includes(id)) : await openOrdersOf(parts, from ?? '')
    const orders = found.filter((order) => order.community === community && order.mode === real && (!from || order.assignee === from) && moved(order.state, 'assign') !== null)
    const [crew, located] = await Promise.all([readCrew(parts, { community, mode: real }, now), seenCommunities(parts, caller, 'positions', [community])])
    const staff = located.length > 0 ? crew.staff : crew.staff.map(unplaced)
    return planRedistribution(orders, staff, (order) => sceneOf(crew, order), from ?? null, now)
  },
}
