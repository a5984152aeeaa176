import type { Order } from '#shared/orders.ts'
import { see, seenCommunities } from '../identity/caller.ts'
import { readTimeline } from '../journal/timeline-store.ts'
import type { Ask, QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { rank, unplaced } from './candidate-rules.ts'
import { readCrew, sceneOf } from './candidate-store.ts'
import { findOrder } from './order-store.ts'
import { onWire } from './order-work.ts'

export const orderQueries: QueryHandlers<'order' | 'candidates'> = {
  order: async (parts, ask) => {
    const order = await seenOrder(parts, ask, 'order')
    return { order: onWire(order), timeline: await readTimeline(parts, order.id) }
  },
  candidates: async (parts, ask) => {
    const order = await seenOrder(parts, ask, 'candidates')
    const [crew, located] = await Promise.all([readCrew(parts, order, ask.now), seenCommunities(parts, ask.caller, 'positions', [order.community])])
    return rank(order, sceneOf(crew, order), located.length > 0 ? crew.staff : crew.staff.map(unplaced), ask.now)
  },
}

async function seenOrder(parts: Parts, { id, caller }: Pick<Ask<'order'>, 'id' | 'caller'>, view: 'order' | 'candidates'): Promise<Order> {
  const order = await findOrder(parts, id)
  if (!order) throw new Refusal('not-found')
  await see(parts, caller, view, order.community)
  return order
}
