import { orderReports } from '#db/schema/orders.ts'
import { change } from '../journal/change.ts'
import { isRace } from '../journal/journal.ts'
import { digestOf } from '../journal/system.ts'
import type { TakeJoin } from '../live/handler.ts'
import { undone } from '../outage.ts'
import { Refusal } from '../refusal.ts'
import { decideJoin } from './order-rules.ts'
import { decideOutside } from './outside-refusal.ts'
import { findOrder } from './order-store.ts'
import { workOf } from './order-work.ts'
import { groundOf, readPromiseBook } from './promise-book.ts'

/** A whole building may join in the same minute: each is tried again, a little later each time, until it is through. */
const tries = 40
const pause = 10

/** One more resident outside with the matter of an order; the same again does nothing. */
export const takeJoin: TakeJoin = async (parts, { id, order: of, ...said }, by) => {
  for (let i = 0; i < tries; i++) {
    const order = await findOrder(parts, of)
    if (!order) throw new Refusal('not-found')
    const now = parts.now()
    const ground = groundOf(await readPromiseBook(parts.sql), order, now)
    const decision = decideOutside(() => decideJoin(order, 1, ground))
    const row = { id, version: 1, order: order.id, community: order.community, at: new Date(now).toISOString(), ...said }
    const work = workOf(decision, { changes: [change(orderReports, row)] })
    const answer = await parts.journal.commit({ ...work, id, name: 'order.join', by, digest: digestOf('order.join', by.id, of, said) })
    if (answer.ok) return
    if (!isRace(answer)) throw answer.code === 'WF422' ? new Refusal('reused-key') : undone(answer)
    await new Promise((resume) => setTimeout(resume, Math.random() * pause * (i + 1)))
  }
  throw new Refusal('conflict')
}
