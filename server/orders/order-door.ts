import type { DoorRequest } from '#shared/doors.ts'
import { idFrom } from '../journal/system.ts'
import { doorCommand, noteHeard, taken, undone, unknown } from '../live/door-work.ts'
import type { Answered, DoorHandler, KeyHolder } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { decideReport } from './order-rules.ts'
import { originKey, originsOf, type Origin } from './order-store.ts'
import { workOf } from './order-work.ts'
import { bindingFor, readPromiseBook, type PromiseBook } from './promise-book.ts'

type Known = { origins: ReadonlyMap<string, Origin>; book: PromiseBook }

/** Residents' requests. The order's id comes from the message's, so a message sent twice is one order. */
export const takeRequests: DoorHandler<'requests'> = async (parts, messages, from) => {
  const [origins, book] = await Promise.all([originsOf(parts.sql, messages.map(originKey)), readPromiseBook(parts.sql)])
  const answers = await Promise.all(messages.map((message) => take(parts, message, from, { origins, book })))
  await noteHeard(parts, 'requests', messages.flatMap((message, i) => (answers[i]?.ok ? (origins.get(originKey(message))?.id ?? []) : [])))
  return answers
}

/** A key that is bound to one community knows no other. */
async function take(parts: Parts, message: DoorRequest, from: KeyHolder, { origins, book }: Known): Promise<Answered> {
  const place = origins.get(originKey(message))
  if (!place || (from.community && place.id !== from.community)) return unknown(message.id, 'community')
  const { building } = place
  if (message.building && !building) return unknown(message.id, 'building')
  const request = { ...message, community: place.id, building, source: 'api' as const, photos: [] }
  const now = parts.now()
  const binding = bindingFor(book, place, request, now)
  if (!binding) throw new Error(`no promise for ${message.category} ${message.priority}`)
  const decision = decideReport(idFrom('request', message.id), request, { id: place.id, ...binding.local }, binding.promise, null, now)
  const answer = await parts.journal.commit(doorCommand('requests', from, message, workOf(decision, { reporterPhone: message.phone ?? null })))
  return answer.ok ? taken(message.id, answer.cursor) : undone(message.id, answer)
}
