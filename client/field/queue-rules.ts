import type { Problem } from '#shared/faults.ts'
import type { LonLat } from '#shared/geo.ts'
import type { Order, OrderMove, PhotoRef } from '#shared/orders.ts'

export type FieldMove = Extract<OrderMove, 'grab' | 'accept' | 'decline' | 'depart' | 'arrive' | 'wait' | 'resume' | 'finish'>
/** What somebody does to an order from a phone. */
export type Deed = FieldMove | 'note'
/** And to a step of a plan that is theirs. */
export type StepDeed = 'accept-step' | 'decline-step' | 'complete-step' | 'check-step'

/** What a deed carries besides its photos, as its command takes it; what is left out is not said. */
export type Said = { note: string; reason?: string; until?: string; checked?: string[]; point?: LonLat | null; answer?: string; ok?: boolean }
/** `key`: where the phone keeps it; `sent`: what the server calls it, and since when (epoch milliseconds), once it was handed in. */
export type KeptPhoto = { key: string; kind: PhotoRef['kind']; sent: { id: string; at: number } | null }

/** One deed that waits to be sent. `key` is its idempotency key; `at` when it was done; `refused`: why the server did not take it. */
export type Entry = {
  key: string
  /** The order; of a step, its activation and its key, and the version that was seen. */
  order: string
  step?: { activation: string; key: string; version?: number }
  /** What it is about, for when the order itself is no longer to be seen. */
  about: Pick<Order, 'number' | 'title' | 'titleEn'>
  deed: Deed | StepDeed
  at: string
  said: Said
  photos: KeptPhoto[]
  refused: Problem | null
  /** How often the server itself failed over it. */
  failed?: number
}

/** Milliseconds: an upload that nothing names goes after a day, so an older one is handed in again. */
const uploadHolds = 20 * 3_600_000

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

/** A deed that the server fails over so often is shown like a refused one: it would hold up all that comes after it. */
const mostFailures = 5

/** What becomes of a deed that is to be sent again. That the line or a server on the way was away does not count. */
export function afterFailure({ failed = 0 }: Pick<Entry, 'failed'>, status: number | null, problem: Problem | null): Pick<Entry, 'failed' | 'refused'> | null {
  if (status !== 500 || !problem) return null
  return { failed: failed + 1, refused: failed + 1 < mostFailures ? null : problem }
}

/** Photos of an entry that are still to be handed in, now or again. */
export const unsentPhotos = (entry: Entry, now: number): KeptPhoto[] => entry.photos.filter(({ sent }) => sent === null || now - sent.at > uploadHolds)

/** Milliseconds before the next try, doubling to a minute; `random` 0 to 1 spreads phones that lost the same line. */
export const waitAfter = (failures: number, random: number): number => Math.round(Math.min(60_000, 2_000 * 2 ** Math.min(failures, 6)) * (0.5 + random / 2))

/** A deed as its command is asked. What is one's own needs no version: it counts if it is still theirs and still possible. What another did is confirmed as it was seen. */
export function bodyOf({ at, said, photos, step, deed }: Entry): Record<string, unknown> {
  const sent = photos.flatMap((photo) => (photo.sent ? [{ id: photo.sent.id, kind: photo.kind }] : []))
  if (!step) return { ...said, at, photos: sent }
  if (deed === 'accept-step') return { step: step.key, at }
  if (deed === 'decline-step') return { step: step.key, at, reason: said.reason }
  if (deed === 'check-step') return { step: step.key, at, version: step.version, ok: said.ok, note: said.note }
  return { step: step.key, at, note: said.note, photos: sent.map(({ id }) => id), ...(said.answer ? { answer: said.answer } : {}) }
}

/** What the queue knows a step by. */
export const stepLane = (activation: string, key: string): string => `${activation} ${key}`
