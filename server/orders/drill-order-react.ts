import { and, eq, sql } from 'drizzle-orm'
import { drills } from '#db/schema/drills.ts'
import { openOrders, orders } from '#db/schema/orders.ts'
import type { Fact } from '#shared/facts.ts'
import { isDrill } from '#shared/modes.ts'
import { moved, type Order } from '#shared/orders.ts'
import type { Reaction } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { decideCancel } from './order-rules.ts'
import { move, type Decision } from './order-step-rules.ts'
import { orderColumns } from './order-view.ts'
import { workOf } from './order-work.ts'
import { groundOf, readPromiseBook, type PromiseBook } from './promise-book.ts'

const reason = '演练已结束 · The drill is over'

/** The work of a drill is over with it, also what comes of it, or is taken up anew, later. */
export const drillOrderReaction: Reaction = {
  name: 'order.drill-over',
  react: async (parts, fact, now) => {
    const left = await leftOf(parts, fact)
    if (left.length === 0) return null
    const book = await readPromiseBook(parts.sql)
    const ends = left.map((order) => workOf(ended(order, book, now)))
    const [first] = ends
    return first ? { ...first, changes: ends.flatMap(({ changes }) => changes), timers: ends.flatMap(({ timers }) => timers ?? []), reply: null, detail: { orders: ends.length } } : null
  },
}

async function leftOf({ db }: Parts, fact: Fact): Promise<Order[]> {
  const open = sql.raw(openOrders)
  if (fact.name === 'drill.ended' || fact.name === 'drill.aborted') return db.select(orderColumns).from(orders).where(and(eq(orders.community, fact.body.community), eq(orders.mode, fact.id), open))
  if ((fact.name !== 'order.reported' && fact.name !== 'order.reopened') || !isDrill(fact.mode)) return []
  const [over] = await db.select({ id: drills.id }).from(drills).where(and(eq(drills.id, fact.mode), sql`${drills.state} in ('ended', 'aborted')`))
  return over ? db.select(orderColumns).from(orders).where(and(eq(orders.id, fact.id), open)) : []
}

/** What was done already is closed, and nobody is called back for it. */
function ended(order: Order, book: PromiseBook, now: number): Decision {
  const ground = groundOf(book, order, now)
  return moved(order.state, 'cancel') ? decideCancel(order, { reason }, ground) : move(order, { reason }, 'close', 'order.closed', ground, (at) => ({ closedAt: at }))
}
