import { inArray } from 'drizzle-orm'
import { orders } from '#db/schema/orders.ts'
import type { Fact } from '#shared/facts.ts'
import type { Work } from '../journal/change.ts'
import type { Reaction } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { workOf } from './order-work.ts'
import { followingMaker } from './plan-order-making.ts'
import { ordersOf, type Following } from './plan-order-rules.ts'

/** What a plan orders, really or in its drill, and what was left of it when it was stood down: each once, by ids that follow from the plan. */
export const planOrderReaction: Reaction = {
  name: 'order.of-plan',
  react: async (parts, fact, now) => {
    if (!isActivation(fact)) return null
    const wanted = await missing(parts, ordersOf(fact.body, fact.name === 'activation.finished'))
    if (wanted.length === 0) return null
    const make = await followingMaker(parts, fact.body.community, now)
    return together(wanted.flatMap((one) => make(one, { mode: fact.mode }) ?? []).map((decision) => workOf(decision)))
  },
}

const isActivation = (fact: Fact): fact is Fact<Extract<Fact['name'], `activation.${string}`>> => fact.name.startsWith('activation.')

async function missing({ db }: Parts, wanted: readonly Following[]): Promise<Following[]> {
  if (wanted.length === 0) return []
  const there = new Set((await db.select({ id: orders.id }).from(orders).where(inArray(orders.id, wanted.map(({ id }) => id)))).map(({ id }) => id))
  return wanted.filter(({ id }) => !there.has(id))
}

function together(all: readonly Work[]): Work | null {
  const [first] = all
  return first ? { ...first, changes: all.flatMap(({ changes }) => changes), timers: all.flatMap(({ timers }) => timers ?? []), reply: null, detail: { orders: all.length } } : null
}
