import { eq } from 'drizzle-orm'
import { orders } from '#db/schema/orders.ts'
import { isOpenOrder } from '#shared/orders.ts'
import { ownOnly } from '#shared/roles.ts'
import { see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

/** Who reported an order, and how to reach them: for whom it was given to, and for those who give it. */
export const contactQueries: QueryHandlers<'orderContact'> = {
  orderContact: async (parts, { id, caller, tell }) => {
    const [order] = await parts.db
      .select({ community: orders.community, assignee: orders.assignee, state: orders.state, reporter: orders.reporter, phone: orders.reporterPhone })
      .from(orders)
      .where(eq(orders.id, id))
    if (!order) throw new Refusal('not-found')
    const { roles } = await see(parts, caller, 'orderContact', order.community)
    // What is over is nobody's own any more.
    const own = caller.person !== null && order.assignee === caller.person && isOpenOrder(order)
    if (!own && roles.every((role) => ownOnly.includes(role))) throw new Refusal('not-allowed', { community: order.community })
    tell(order.community)
    return { reporter: order.reporter, phone: order.phone }
  },
}
