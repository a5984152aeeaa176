import type { Order } from '#shared/orders.ts'
import { see, seenCommunities } from '../identity/caller.ts'
import { readTimeline } from '../journal/timeline-store.ts'
import type { Ask, QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { rank, unplaced } from './candidate-rules.ts'
import { placeOf, readStaff } from './candidate-store.ts'
import { findOrder } from './order-store.ts'

export const orderQueries: QueryHandlers<'order' | 'candidates'> = {
  order: async (parts, ask) => {
    const order = await seenOrder(parts, ask, 'order')
    return { order, timeline: await readTimeline(parts, order.id) }
  },
  candidates: async (parts, ask) => {
    const order = await seenOrder(parts, ask, 'candidates')
    const [place, staff, located] = await Promise.all([
      placeOf(parts, order), readStaff(parts, order, ask.now), seenCommunities(parts, ask.caller, 'positions', [order.community]),
    ])
    return rank(order, place, located.length > 0 ? staff : staff.map(unplaced), ask.now)
  },
}

async function seenOrder(parts: Parts, { id, caller }: Pick<Ask<'order'>, 'id' | 'caller'>, view: 'order' | 'candidates'): Promise<Order> {
  const order = await findOrder(parts, id)
  if (!order) throw new Refusal('not-found')
  await see(parts, caller, view, order.community)
  return order
}
