import { see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { readOrders } from './search-store.ts'
import { duplicatesOf, recurringOf } from './similar-rules.ts'
import { openAt, pastAt } from './similar-store.ts'

/** Milliseconds in which a fault comes back. */
const again = 90 * 86_400_000

export const similarQueries: QueryHandlers<'similarOrders'> = {
  similarOrders: async (parts, { body, caller, now }) => {
    const { id: community } = await see(parts, caller, 'similarOrders', body.community)
    const said = { building: body.building ?? null, device: body.device ?? null, place: body.place, category: body.category, title: body.title }
    const [open, past] = await Promise.all([openAt(parts, { ...said, community }), pastAt(parts, { ...said, community }, body.category, new Date(now - again).toISOString())])
    const { count, since, ids } = recurringOf(said, past)
    const [duplicates, orders] = await Promise.all([readOrders(parts, duplicatesOf(said, open)), readOrders(parts, ids)])
    return { duplicates, recurring: { count, since, orders } }
  },
}
