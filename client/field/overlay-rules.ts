import { lastDone, resumed } from '#shared/order-steps.ts'
import { moved, type Order, type WaitReason } from '#shared/orders.ts'
import type { Deed, Entry, FieldMove } from './queue-rules.ts'

/**
 * An order as it will be once what waits has been sent: the same moves on the same table as the server's, in their order.
 * What the server refused, and what came after it, has not happened. Whether a wait stops the clocks only the server knows.
 */
export function overlaid(order: Order, entries: readonly Entry[], person: string | null): Order {
  let held = order
  for (const entry of entries) {
    if (entry.order !== order.id || entry.step) continue
    if (entry.refused) break
    held = carried(held, entry, person)
  }
  return held
}

/** A move that is not possible is one that the order has made already, and whose answer is on its way. */
function carried(order: Order, entry: Entry, person: string | null): Order {
  const { photos, said } = entry
  const deed = entry.deed as Deed
  const state = deed === 'note' ? order.state : moved(order.state, deed)
  if (state === null) return order
  const at = new Date(Math.max(lastDone(order), Date.parse(entry.at))).toISOString()
  const more = photos.map(({ key, kind }) => ({ id: key, kind, at }))
  return {
    ...order,
    ...(deed === 'note' ? {} : { ...changes(order, deed, at, entry, person), movedAt: at }),
    state,
    photos: more.length > 0 ? [...(order.photos ?? []), ...more] : order.photos,
    step: { at, onSite: null, note: said.note, reason: deed === 'wait' ? '' : (said.reason ?? '') },
  }
}

function changes(order: Order, move: FieldMove, at: string, { said }: Entry, person: string | null): Partial<Order> {
  switch (move) {
    case 'grab':
      return { assignee: person, assignedAt: at, respondedAt: order.respondedAt ?? at, dispatch: null }
    case 'accept':
      return { respondedAt: order.respondedAt ?? at, dispatch: null }
    case 'decline':
      return { assignee: null, assignedAt: null, dispatch: null }
    case 'depart':
      return {}
    case 'arrive':
      return { ...resumed(order, at), arrivedAt: order.arrivedAt ?? at }
    case 'wait':
      return { waiting: { reason: (said.reason ?? 'part') as WaitReason, since: at, until: said.until ?? at, paused: false } }
    case 'resume':
      return resumed(order, at)
    case 'finish':
      return { ...resumed(order, at), finishedAt: at, respondedAt: order.respondedAt ?? at, checked: said.checked && said.checked.length > 0 ? said.checked : (order.checked ?? null) }
  }
}
