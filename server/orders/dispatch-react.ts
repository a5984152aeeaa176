import { dispatchRuleFor } from '#shared/dispatch.ts'
import type { Fact, FactName } from '#shared/facts.ts'
import { openClocks, type Order } from '#shared/orders.ts'
import { isRace, type Answer } from '../journal/journal.ts'
import { idFrom, systemCommand } from '../journal/system.ts'
import type { Projection } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { sceneOf, type Crew } from './candidate-store.ts'
import { hoursAt } from './clock-rules.ts'
import { afterwards, decideByRule, waitsForDispatch } from './dispatch-rules.ts'
import { readRound, type Round } from './dispatch-store.ts'
import type { Decision } from './order-step-rules.ts'
import { workOf } from './order-work.ts'
import { groundOf, localTime } from './promise-book.ts'

/** After these an order has nobody, or is another matter than the one that was dispatched. */
const causes: readonly FactName[] = ['order.reported', 'order.reopened', 'order.declined', 'order.lapsed', 'order.corrected']
const name = 'order.dispatch'
const tries = 5
/** So many are committed at once: what a person asks for waits for one such batch at most. */
const together = 100

/**
 * Finds somebody for every order that has nobody. Many facts are decided at once, so that people who were given something count as busier
 * for the next; each order is a command of its own under its fact's number, so that it is dispatched once however often the fact is read.
 */
export const dispatchReaction: Projection = {
  name: 'dispatch',
  async apply(parts, from, to, facts) {
    await dispatch(parts, causesOf(facts))
    const moved = await parts.sql`update consumer set cursor = ${to} where name = 'dispatch' and cursor = ${from} returning 1`
    return moved.length > 0
  },
}

/** By order, the number of the last fact that asks for somebody. */
const causesOf = (facts: readonly Fact[]): Map<string, number> =>
  new Map(facts.flatMap((fact) => (causes.includes(fact.name) && waitsForDispatch(fact.body as Order) ? [[fact.id, fact.seq] as const] : [])))

async function dispatch(parts: Parts, due: ReadonlyMap<string, number>): Promise<void> {
  let left = [...due.keys()]
  for (let i = 0; i < tries && left.length > 0; i++) {
    const now = parts.now()
    const round = await readRound(parts, left, now)
    if (!round) return
    const decided = decideAll(round, now)
    left = []
    for (let at = 0; at < decided.length; at += together) {
      const batch = decided.slice(at, at + together)
      const answers = await Promise.all(batch.map(({ order, decision }) => parts.journal.commit(systemCommand(name, name, idFrom(name, due.get(order.id) ?? 0), workOf(decision)))))
      answers.forEach((answer, nth) => {
        const order = batch[nth]?.order
        if (!order || answer.ok) return
        if (isRace(answer)) left.push(order.id)
        else logRefused(parts, order, answer)
      })
    }
  }
}

/** The most pressing first; whom an order went to is busier for the next. */
function decideAll({ orders, places, crews, rules, book }: Round, now: number): { order: Order; decision: Decision }[] {
  const staffed = new Map<string, Crew>(crews)
  return orders.toSorted((a, b) => pressing(a) - pressing(b)).flatMap((order) => {
    const [place, crew] = [places.get(order.community), staffed.get(order.community)]
    if (!place || !crew) return []
    const hours = hoursAt(now, localTime(book, place))
    const rule = dispatchRuleFor(rules, { region: place.region, community: place.id, category: order.category, hours })
    const decision = decideByRule(order, rule, sceneOf(crew, order), crew.staff, groundOf(book, order, now))
    if (!decision) return []
    staffed.set(order.community, { ...crew, staff: afterwards(crew.staff, decision, now) })
    return [{ order, decision }]
  })
}

const pressing = (order: Order): number => Math.min(Infinity, ...openClocks(order).map(({ by }) => Date.parse(by)))

function logRefused({ log }: Parts, order: Order, answer: Extract<Answer, { ok: false }>): void {
  log.error({ order: order.id, code: answer.code, why: answer.message }, 'an order was not dispatched')
}
