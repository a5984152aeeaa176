import type { DoorRequest } from '#shared/doors.ts'
import { promiseFor, type ServicePromise } from '#shared/promises.ts'
import { idFrom } from '../journal/system.ts'
import { doorCommand, noteHeard, taken, undone, unknown } from '../live/door-work.ts'
import type { Answered, DoorHandler, KeyHolder } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { workOf } from './order-commands.ts'
import { decideReport } from './order-rules.ts'
import { originKey, originsOf, readPromises, type Origin } from './order-store.ts'

type Known = { origins: ReadonlyMap<string, Origin>; promises: readonly ServicePromise[] }

/** Residents' requests. The order's id comes from the message's, so a message sent twice is one order. */
export const takeRequests: DoorHandler<'requests'> = async (parts, messages, from) => {
  const [origins, promises] = await Promise.all([originsOf(parts.sql, messages.map(originKey)), readPromises(parts.sql)])
  const answers = await Promise.all(messages.map((message) => take(parts, message, from, { origins, promises })))
  await noteHeard(parts, 'requests', messages.flatMap((message, i) => (answers[i]?.ok ? (origins.get(originKey(message))?.id ?? []) : [])))
  return answers
}

/** A key that is bound to one community knows no other. */
async function take(parts: Parts, message: DoorRequest, from: KeyHolder, { origins, promises }: Known): Promise<Answered> {
  const place = origins.get(originKey(message))
  if (!place || (from.community && place.id !== from.community)) return unknown(message.id, 'community')
  const { building } = place
  if (message.building && !building) return unknown(message.id, 'building')
  const promise = promiseFor(promises, { region: place.region, community: place.id, category: message.category, priority: message.priority })
  if (!promise) throw new Error(`no promise for ${message.category} ${message.priority}`)
  const request = { ...message, community: place.id, building, source: 'api' as const }
  const decision = decideReport(idFrom('request', message.id), request, place, promise, null, parts.now())
  const answer = await parts.journal.commit(doorCommand('requests', from, message, workOf(decision, { reporterPhone: message.phone ?? null })))
  return answer.ok ? taken(message.id, answer.cursor) : undone(message.id, answer)
}
