import { moved, type Order, type WaitReason } from '#shared/orders.ts'
import type { Entry, FieldMove } from './queue-rules.ts'

/**
 * An order as it will be once what waits has been sent: the same moves on the same table as the server's, in their order.
 * What the server refused, and what came after it, has not happened. Whether a wait stops the clocks only the server knows.
 */
export function overlaid(order: Order, entries: readonly Entry[], person: string | null): Order {
  let held = order
  for (const entry of entries) {
    if (entry.order !== order.id) continue
    if (entry.refused) break
    held = carried(held, entry, person)
  }
  return held
}

function carried(order: Order, { deed, at: said, said: { note, reason, until, checked }, photos }: Entry, person: string | null): Order {
  const state = deed === 'note' ? order.state : moved(order.state, deed)
  if (state === null) return order
  const at = new Date(Math.max(Date.parse(order.step?.at ?? order.reportedAt), Date.parse(said))).toISOString()
  const more = photos.map(({ key, kind }) => ({ id: key, kind, at }))
  return {
    ...order,
    ...(deed === 'note' ? {} : changes(order, deed, at, { person, until, reason, checked })),
    state,
    photos: more.length > 0 ? [...(order.photos ?? []), ...more] : order.photos,
    step: { at, onSite: null, note, reason: reason ?? '' },
  }
}

type Details = { person: string | null; until: string | undefined; reason: string | undefined; checked: string[] | undefined }

function changes(order: Order, move: FieldMove, at: string, { person, until, reason, checked }: Details): Partial<Order> {
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
      return { waiting: { reason: (reason ?? 'part') as WaitReason, since: at, until: until ?? at, paused: false } }
    case 'resume':
      return resumed(order, at)
    case 'finish':
      return { ...resumed(order, at), finishedAt: at, respondedAt: order.respondedAt ?? at, checked: checked && checked.length > 0 ? checked : order.checked }
  }
}

/** What stood still goes on where it stood. */
function resumed(order: Order, at: string): Partial<Order> {
  if (!order.waiting) return {}
  if (!order.waiting.paused) return { waiting: null }
  const gone = Math.max(0, Date.parse(at) - Date.parse(order.waiting.since))
  const on = <T extends string | null | undefined>(by: T, kept: string | null | undefined): T => (by && !kept ? (new Date(Date.parse(by) + gone).toISOString() as T) : by)
  return {
    waiting: null,
    arriveBy: on(order.arriveBy, order.arrivedAt),
    solutionBy: on(order.solutionBy, order.solutionAt),
    finishBy: on(order.finishBy, order.finishedAt),
    closeBy: on(order.closeBy, order.closedAt),
  }
}
