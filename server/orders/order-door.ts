import type { DoorAnswer, DoorRequest } from '#shared/doors.ts'
import { promiseFor, type ServicePromise } from '#shared/promises.ts'
import type { Place } from '../identity/caller.ts'
import { idFrom } from '../journal/system.ts'
import { doorCommand, noteHeard, placesNamed, taken, undone, unknown } from '../live/door-work.ts'
import type { DoorHandler, KeyHolder } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { workOf } from './order-commands.ts'
import { decideReport } from './order-rules.ts'
import { buildingsByCode, readPromises } from './order-store.ts'

type Known = { places: Map<string, Place>; buildings: Map<string, string>; promises: ServicePromise[] }

/** Residents' requests. The order's id comes from the message's, so a message sent twice is one order. */
export const takeRequests: DoorHandler<'requests'> = async (parts, messages, from) => {
  const places = await placesNamed(parts, from, messages.map((message) => message.community))
  const ids = [...places.values()].map((place) => place.id)
  const codes = [...new Set(messages.flatMap((message) => message.building ?? []))]
  const [buildings, promises] = await Promise.all([buildingsByCode(parts, ids, codes), readPromises(parts)])
  const answers = await Promise.all(messages.map((message) => take(parts, message, from, { places, buildings, promises })))
  await noteHeard(parts, 'requests', ids)
  return answers
}

async function take(parts: Parts, message: DoorRequest, from: KeyHolder, { places, buildings, promises }: Known): Promise<DoorAnswer> {
  const place = places.get(message.community)
  if (!place) return unknown(message.id, 'community')
  const building = message.building ? buildings.get(`${place.id}/${message.building}`) : null
  if (building === undefined) return unknown(message.id, 'building')
  const promise = promiseFor(promises, { region: place.region, community: place.id, category: message.category, priority: message.priority })
  if (!promise) throw new Error(`no promise for ${message.category} ${message.priority}`)
  const request = { ...message, community: place.id, building, source: 'api' as const }
  const decision = decideReport(idFrom('request', message.id), request, place, promise, null, parts.now())
  const answer = await parts.journal.commit(doorCommand('requests', from, message, workOf(decision, { reporterPhone: message.phone ?? null })))
  return answer.ok ? taken(message.id, answer.cursor) : undone(message.id, answer)
}
