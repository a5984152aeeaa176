import { distance } from '#shared/geo.ts'
import type { Language } from '#shared/text.ts'
import { digestOf, idFrom } from '../journal/system.ts'
import type { OutsideReport } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { readAsked, type Form } from './open311-form.ts'
import { serviceName } from './open311-services.ts'
import { buildingAt, buildingsIn, isRecent, type Jurisdiction } from './open311-store.ts'

/** The standard knows no idempotency key: the same from the same key within this time, milliseconds, is a retry. */
const retried = 60_000

/** A position farther than this from its community, metres, is of another place and would only mislead on the map. */
const farAway = 5_000

type From = { form: Form; place: Jurisdiction; key: string; language: Language | null }

/**
 * A form as a report. A picture's address is kept as text and never fetched; email, device and account are not kept at all.
 * @throws Open311Error
 */
export async function reportOf(parts: Pick<Parts, 'sql' | 'now'>, { form, place, key, language }: From): Promise<OutsideReport> {
  const asked = readAsked(form)
  const now = parts.now()
  const building = buildingAt(await buildingsIn(parts.sql, place.id), asked)
  const point = asked.point && distance(asked.point, place.center) <= farAway ? asked.point : null
  const { category, title, description, reporter, phone } = asked
  // A building that is not ours is still a word about the place.
  const where = asked.building !== null && building === null ? [asked.building, asked.place].filter((part) => part !== '').join(' ').slice(0, 120) : asked.place
  const digest = digestOf(place.id, language, [...form].filter(([name]) => name !== 'api_key').toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return {
    id: await idOf(parts, key, digest, now), community: place.id, building: building?.id ?? null, device: null, place: where, point, category, priority: 'normal', source: 'app',
    title: title ?? serviceName(category, language ?? 'zh'), description, reporter, phone, language, photos: [],
  }
}

/** Time goes in minutes; what was reported in the minute before may be the same report. */
async function idOf({ sql }: Pick<Parts, 'sql'>, key: string, digest: string, now: number): Promise<string> {
  const minute = Math.floor(now / retried)
  const [before, id] = [idFrom('open311', key, digest, minute - 1), idFrom('open311', key, digest, minute)]
  return (await isRecent(sql, before, now - retried)) ? before : id
}
