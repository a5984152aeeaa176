import type { Problem } from '#shared/faults.ts'
import type { LonLat } from '#shared/geo.ts'
import { moved, type Order, type OrderMove, type PhotoRef, type WaitReason } from '#shared/orders.ts'

export type FieldMove = Extract<OrderMove, 'grab' | 'accept' | 'decline' | 'depart' | 'arrive' | 'wait' | 'resume' | 'finish'>
/** What somebody does to an order from a phone. */
export type Deed = FieldMove | 'note'

/** What a deed carries besides its photos, as its command takes it; what is left out is not said. */
export type Said = { note: string; reason?: string; until?: string; checked?: string[]; point?: LonLat | null }
/** `key`: where the phone keeps it; `sent`: what the server calls it, and since when (epoch milliseconds), once it was handed in. */
export type KeptPhoto = { key: string; kind: PhotoRef['kind']; sent: { id: string; at: number } | null }

/** One deed that waits to be sent. `key` is its idempotency key; `at` when it was done; `refused`: why the server did not take it. */
export type Entry = {
  key: string
  order: string
  /** What it is about, for when the order itself is no longer to be seen. */
  about: { number: string; title: string }
  deed: Deed
  at: string
  said: Said
  photos: KeptPhoto[]
  refused: Problem | null
}

/** Milliseconds: an upload that nothing names goes after a day, so an older one is handed in again. */
const uploadHolds = 20 * 3_600_000

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

/** What is sent next: the oldest of an order that nothing of it stops. `later`: orders that did not get through this time. */
export function nextToSend(entries: readonly Entry[], later: ReadonlySet<string> = new Set()): Entry | null {
  const stopped = new Set(entries.flatMap(({ order, refused }) => (refused ? [order] : [])))
  return entries.find(({ order }) => !stopped.has(order) && !later.has(order)) ?? null
}

/** The refusals that stop orders, each with how much waits behind it. */
export const stops = (entries: readonly Entry[]): { entry: Entry; refused: Problem; behind: number }[] =>
  entries.flatMap((entry) => (entry.refused ? [{ entry, refused: entry.refused, behind: entries.filter(({ order }) => order === entry.order).length - 1 }] : []))

/** What an answer means for the queue. `again`: the line or the server was away; `sign-in`: nobody is signed in any more. */
export function meaning(status: number | null, problem: Problem | null): 'done' | 'again' | 'sign-in' | 'refused' {
  if (status === null || status >= 500 || status === 408 || status === 425 || status === 429) return 'again'
  if (status < 300) return 'done'
  const fault = problem?.type
  // Only this very deed has this key: it was carried out, and its answer got lost.
  if (fault === '/faults/reused-key') return 'done'
  if (status === 401 || fault === '/faults/second-factor-needed') return 'sign-in'
  // Something between us and the server answered, such as a sign-in page of a network.
  return problem === null ? 'again' : 'refused'
}

/** Photos of an entry that are still to be handed in, now or again. */
export const unsentPhotos = (entry: Entry, now: number): KeptPhoto[] => entry.photos.filter(({ sent }) => sent === null || now - sent.at > uploadHolds)

/** Milliseconds before the next try, doubling to a minute; `random` 0 to 1 spreads phones that lost the same line. */
export const waitAfter = (failures: number, random: number): number => Math.round(Math.min(60_000, 2_000 * 2 ** Math.min(failures, 6)) * (0.5 + random / 2))

/** A deed as its command is asked. Own orders need no version: it counts if it is still theirs and still possible. */
export const bodyOf = ({ at, said, photos }: Entry): Record<string, unknown> => ({
  ...said,
  at,
  photos: photos.flatMap(({ kind, sent }) => (sent ? [{ id: sent.id, kind }] : [])),
})
