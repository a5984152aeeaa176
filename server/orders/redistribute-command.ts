import { real } from '#shared/modes.ts'
import { moved, type Order } from '#shared/orders.ts'
import type { Bilingual } from '#shared/text.ts'
import { allow } from '../identity/caller.ts'
import type { Work } from '../journal/change.ts'
import type { Call } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { decideReassign } from './order-rules.ts'
import { findOrders, workAt } from './order-store.ts'
import { onWire, workOf } from './order-work.ts'
import { groundOf, readPromiseBook } from './promise-book.ts'
import { messages } from './unknown.ts'

/**
 * Several orders go to others, all or none; those of drills are given one by one, as a part of it. Each gets its own version and fact with the reason in its step. The reply names them with
 * their new versions: the same with the people of before is the way back.
 */
export async function redistribute(parts: Parts, { id, request, caller, now }: Call<'order.redistribute'>): Promise<Work> {
  const { moves, reason } = request
  const { id: community } = await allow(parts, caller, 'order.redistribute', request.community)
  const [orders, staff, book] = await Promise.all([
    findOrders(parts, moves.map(({ order }) => order)), workAt(parts, community, moves.map(({ assignee }) => assignee)), readPromiseBook(parts.sql),
  ])
  const here = (order: string): Order | null => {
    const found = orders.get(order)
    return found?.community === community && found.mode === real ? found : null
  }
  checkMoves(moves, (order) => here(order) !== null, staff)

  const given = moves.flatMap((move) => {
    const order = here(move.order)
    return order ? [{ ...move, order }] : []
  })
  const changed = given.filter(({ order, version }) => version > order.version || version < (order.touched ?? order.version))
  if (changed.length > 0) throw new Refusal('conflict', { current: changed.map(({ order }) => onWire(order)) })
  const over = given.filter(({ order }) => moved(order.state, 'assign') === null)
  if (over.length > 0) throw new Refusal('illegal-move', { current: over.map(({ order }) => onWire(order)) })

  const works = given.map(({ order, assignee, version }) => workOf(decideReassign(order, { assignee, version, reason }, groundOf(book, order, now))))
  const after = works.map(({ reply }) => (reply as { body: Order }).body)
  return {
    changes: works.flatMap((work) => work.changes),
    timers: works.flatMap((work) => work.timers ?? []),
    reply: { fact: null, body: { id, version: 1, community, orders: after.map((order) => ({ id: order.id, version: order.version, assignee: order.assignee })) } },
    community,
    mode: real,
    detail: { reason, orders: after.map((order) => order.id) },
  }
}

/** Names each line that cannot be done: an order of another community, one named twice, somebody who does not work here. */
function checkMoves(moves: Call<'order.redistribute'>['request']['moves'], known: (order: string) => boolean, staff: ReadonlySet<string>): void {
  const named = new Set<string>()
  const errors: { field: string; message: Bilingual }[] = []
  moves.forEach(({ order, assignee }, i) => {
    if (!known(order)) errors.push({ field: `moves.${i}.order`, message: messages.into })
    else if (named.has(order)) errors.push({ field: `moves.${i}.order`, message: { zh: '同一工单出现了两次', en: 'This order is named twice' } })
    if (!staff.has(assignee)) errors.push({ field: `moves.${i}.assignee`, message: messages.assignee })
    named.add(order)
  })
  if (errors.length > 0) throw new Refusal('invalid', { errors })
}
