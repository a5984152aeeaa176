import { orderReports } from '#db/schema/orders.ts'
import { change } from '../journal/change.ts'
import { isRace } from '../journal/journal.ts'
import { digestOf } from '../journal/system.ts'
import type { TakeJoin } from '../live/handler.ts'
import { undone } from '../outage.ts'
import { Refusal } from '../refusal.ts'
import { decideJoin } from './order-rules.ts'
import { findOrder } from './order-store.ts'
import { workOf } from './order-work.ts'
import { groundOf, readPromiseBook } from './promise-book.ts'

/** How often a command is decided again when others keep being faster. */
const tries = 5

/** One more resident outside with the matter of an order; the same again does nothing. */
export const takeJoin: TakeJoin = async (parts, { id, order: of, ...said }, by) => {
  for (let i = 0; i < tries; i++) {
    const order = await findOrder(parts, of)
    if (!order) throw new Refusal('not-found')
    const now = parts.now()
    const decision = decideJoin(order, 1, groundOf(await readPromiseBook(parts.sql), order, now))
    const row = { id, version: 1, order: order.id, community: order.community, at: new Date(now).toISOString(), ...said }
    const work = workOf(decision, { changes: [change(orderReports, row)] })
    const answer = await parts.journal.commit({ ...work, id, name: 'order.join', by, digest: digestOf('order.join', by.id, of, said) })
    if (answer.ok) return
    if (!isRace(answer)) throw answer.code === 'WF422' ? new Refusal('reused-key') : undone(answer)
  }
  throw new Refusal('conflict')
}
