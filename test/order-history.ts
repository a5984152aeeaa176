import { Order, orderTransitions, type OrderMove, type OrderState } from '#shared/orders.ts'

/** What somebody asked for and was answered. */
export type Tried = { asked: { path: string; body: object }; status: number; body: Record<string, unknown> }
/** A fact of an order, as the journal holds it. */
export type Told = { seq: number; name: string; id: string; version: number; command: string; by: string; body: Order }

/**
 * Replays what was told and holds against it what everybody was answered. Throws with a sentence where an order's versions have a gap or
 * two winners, where a success is not exactly one fact, where a state follows from none before it, or where a loser was not told the
 * state of somebody who had won.
 */
export function checkHistory(tried: readonly Tried[], told: readonly Told[]): { won: number; lost: number; illegal: number; invalid: number } {
  const last = new Map<string, Told>()
  const facts = new Map<string, Told>()
  for (const fact of told) {
    const before = last.get(fact.id)
    if (fact.version !== (before?.version ?? 0) + 1) throw new Error(`${fact.id}: version ${fact.version} follows ${before?.version ?? 0}`)
    if (before && !follows(before.body.state, fact.body.state)) throw new Error(`${fact.id}: ${fact.body.state} follows ${before.body.state}`)
    last.set(fact.id, fact)
    facts.set(`${fact.id} ${fact.version}`, fact)
  }

  const claimed = new Set<string>()
  const counts = { won: 0, lost: 0, illegal: 0, invalid: 0 }
  for (const { asked, status, body } of tried) {
    if (status === 200) {
      counts.won++
      for (const won of winsOf(body)) {
        const key = `${won.id} ${won.version}`
        const fact = facts.get(key)
        if (!fact || ('assignee' in won && fact.body.assignee !== won.assignee)) throw new Error(`${asked.path}: no fact of version ${won.version} is what was answered`)
        if (claimed.has(key)) throw new Error(`${asked.path}: version ${won.version} was won twice`)
        claimed.add(key)
      }
    } else if (status === 409) {
      counts[body.type === '/faults/conflict' ? 'lost' : 'illegal']++
      for (const current of [body.current].flat()) {
        const order = Order.parse(current)
        const fact = facts.get(`${order.id} ${order.version}`)
        if (!fact || fact.body.state !== order.state || fact.body.assignee !== order.assignee) throw new Error(`${asked.path}: lost to a state that was never told`)
      }
    } else if (status === 400) counts.invalid++
    else throw new Error(`${asked.path}: ${status} ${JSON.stringify(body)}`)
  }
  for (const fact of told) {
    const person = fact.by === 'person' && fact.name !== 'order.reported' && fact.name !== 'order.late' && fact.name !== 'order.joined'
    if (person && !claimed.has(`${fact.id} ${fact.version}`)) throw new Error(`${fact.name} of version ${fact.version} was answered to nobody`)
  }
  return counts
}

type Win = { id: string; version: number; assignee?: string | null }

/** One order, or each of a redistribution. */
function winsOf({ body }: Record<string, unknown>): Win[] {
  const answered = body as Win & { orders?: Win[] }
  return answered.orders ?? [answered]
}

function follows(from: OrderState, to: OrderState): boolean {
  const moves: Partial<Record<OrderMove, OrderState>> = orderTransitions[from]
  return from === to || Object.values(moves).includes(to)
}
