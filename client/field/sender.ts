import type { Problem } from '#shared/faults.ts'
import type { Order } from '#shared/orders.ts'
import { commandPaths, photoPaths, queryPaths } from '#shared/paths.ts'
import { afterFailure, bodyOf, meaning, nextToSend, unsentPhotos, type Deed, type Entry, type StepDeed } from './queue-rules.ts'
import { changeEntry, readPhoto, readQueue, removeEntries } from './queue-store.ts'

/** How a round of sending ended. `again`: some of it did not get through. */
export type Ended = 'empty' | 'again' | 'sign-in' | 'other-person'

type Asked = { language: string; /** What the server made of a deed, before it leaves the queue. */ onDone?: (order: Order, cursor: number) => void; onChange?: () => void }
type Answer = { status: number | null; body: unknown }

/** Milliseconds that a deed may take on a weak line, and a photo. */
const within = { deed: 15_000, photo: 120_000 }

/**
 * Sends what waits, one after the other, in the order in which it was done: photos first, then the deed that names them.
 * Only one tab or worker does so at a time; without locks (an address without https) a deed's key keeps it from happening twice.
 */
export function sendAll(user: string, asked: Asked): Promise<Ended> {
  const run = () => round(user, asked)
  return 'locks' in navigator ? navigator.locks.request('watchfloor.field.send', run) : run()
}

async function round(user: string, asked: Asked): Promise<Ended> {
  if ((await readQueue(user)).length === 0) return 'empty'
  // Somebody else may have signed in here since: what waits is never sent in another's name.
  const me = await call(queryPaths.me, asked, {}, within.deed)
  const said = meaning(me.status, me.body as Problem | null)
  if (said !== 'done') return said === 'sign-in' ? 'sign-in' : 'again'
  if ((me.body as { user?: { id?: string } } | null)?.user?.id !== user) return 'other-person'

  const later = new Set<string>()
  for (;;) {
    const entry = nextToSend(await readQueue(user), later)
    if (!entry) return later.size > 0 ? 'again' : 'empty'
    const { status, body } = await sendOne(user, entry, asked)
    const problem = isProblem(body) ? body : null
    const verdict = meaning(status, problem)
    if (verdict === 'sign-in') return 'sign-in'
    if (verdict === 'again') {
      // A line that is away is away for all.
      if (status === null) return 'again'
      later.add(entry.order)
      const failed = afterFailure(entry, status, problem)
      if (failed) await changeEntry(user, entry.key, failed)
      continue
    }
    if (verdict === 'done') {
      const { body: order, cursor } = (body ?? {}) as { body?: Order; cursor?: number }
      if (order && cursor !== undefined && !entry.step) asked.onDone?.(order, cursor)
      await removeEntries(user, [entry])
    } else if (problem) await changeEntry(user, entry.key, { refused: problem })
    asked.onChange?.()
  }
}

async function sendOne(user: string, entry: Entry, asked: Asked): Promise<Answer> {
  let { photos } = entry
  for (const photo of unsentPhotos(entry, Date.now())) {
    const picture = await readPhoto(photo.key)
    if (!picture) {
      photos = photos.filter(({ key }) => key !== photo.key)
      continue
    }
    const handed = await call(photoPaths.upload, asked, { method: 'POST', headers: { 'Content-Type': picture.type || 'image/jpeg' }, body: picture }, within.photo)
    if (handed.status === null || handed.status >= 300) return handed
    const sent = { id: (handed.body as { id: string }).id, at: Date.now() }
    photos = photos.map((one) => (one.key === photo.key ? { ...one, sent } : one))
    await changeEntry(user, entry.key, { photos })
  }
  const path = pathOf(entry)
  return call(path, asked, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': entry.key }, body: JSON.stringify(bodyOf({ ...entry, photos })) }, within.deed)
}

function pathOf({ deed, order, step }: Entry): string {
  if (!step) return commandPaths[`order.${deed as Deed}`].replace(':id', order)
  return commandPaths[`activation.${deed as StepDeed}`].replace(':id', step.activation)
}

async function call(path: string, { language }: Asked, init: RequestInit, ms: number): Promise<Answer> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), ms)
  try {
    const answer = await fetch(path, { ...init, headers: { 'Accept-Language': language, ...init.headers }, signal: stop.signal })
    return { status: answer.status, body: await answer.json().catch(() => null) }
  } catch {
    return { status: null, body: null }
  } finally {
    clearTimeout(timer)
  }
}

const isProblem = (body: unknown): body is Problem => typeof body === 'object' && body !== null && 'type' in body && 'status' in body
