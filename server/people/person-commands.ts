import { DateTime } from 'luxon'
import { people } from '#db/schema/people.ts'
import { rosters } from '#db/schema/rosters.ts'
import { shifts } from '#db/schema/shifts.ts'
import type { Person } from '#shared/people.ts'
import type { Bilingual } from '#shared/text.ts'
import { countsOf, faultsOf } from '../files/preview.ts'
import { allow, type Place } from '../identity/caller.ts'
import { change, type Change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { codeTaken, planImport } from './people-import.ts'
import { findPerson, holdersOf, ordersCarried, rostersAhead, shiftsAhead, type PersonRow } from './person-store.ts'

export const personCommands: CommandHandlers<'person.join' | 'person.change' | 'person.leave' | 'person.import'> = {
  'person.join': join,
  'person.change': alter,
  'person.leave': leave,
  'person.import': bringIn,
}

/** The person as facts tell of them: no phone, no sign-in. */
const wire = ({ phone: _phone, user: _user, ...person }: PersonRow): Person => person

async function join(parts: Parts, { id, request, caller }: Call<'person.join'>): Promise<Work> {
  const place = await allow(parts, caller, 'person.join', request.community)
  if ((await holdersOf(parts, [request.code])).length > 0) throw new Refusal('invalid', { errors: [{ field: 'code', message: codeTaken }], community: place.id })
  const { phone = null, grid, ...about } = request
  const person: Person = { ...about, id, version: 1, community: place.id, grid: grid || null, leftAt: null }
  return workOf('person.joined', person, [change(people, { ...person, phone }, { name: 'person.joined', body: person })], { code: person.code })
}

async function alter(parts: Parts, { id, request, caller }: Call<'person.change'>): Promise<Work> {
  const { row } = await allowed(parts, 'person.change', { id, caller })
  if (row.version !== request.version) throw new Refusal('conflict', { current: wire(row) })
  if (row.leftAt) throw new Refusal('illegal-move', { current: wire(row) })
  const { phone, version, grid, ...about } = request
  const person: Person = { ...wire(row), ...about, version: version + 1, grid: grid === undefined ? row.grid : grid || null }
  const hidden = phone === undefined ? {} : { phone }
  const detail = { code: person.code, ...(phone === undefined || phone === row.phone ? {} : { phone: 'changed' }) }
  return workOf('person.changed', person, [change(people, { ...person, ...hidden }, { name: 'person.changed', body: person })], detail)
}

/**
 * Whoever leaves is planned no more, from now. Orders are handed over first: a company does not let somebody go with work in hand.
 * The sign-in is the business of those who give rights, so it stays; the reply says whether there is one.
 */
async function leave(parts: Parts, { id, request, caller, now }: Call<'person.leave'>): Promise<Work> {
  const { row, place } = await allowed(parts, 'person.leave', { id, caller })
  if (row.version !== request.version) throw new Refusal('conflict', { current: wire(row) })
  if (row.leftAt) throw new Refusal('illegal-move', { current: wire(row) })
  const carried = await ordersCarried(parts, id)
  if (carried > 0) throw new Refusal('illegal-move', { errors: [{ field: 'orders', message: stillCarries(carried) }], current: wire(row), community: place.id })
  const at = new Date(now).toISOString()
  const person: Person = { ...wire(row), version: row.version + 1, leftAt: at }
  const planning = await endPlanning(parts, id, now, place)
  const work = workOf('person.left', person, [change(people, person, { name: 'person.left', body: person }), ...planning], {
    code: person.code, ended: planning.length, ...(request.reason === '' ? {} : { reason: request.reason }),
  })
  return { ...work, reply: { fact: 'person.left', body: { ...person, signsIn: row.user !== null } } }
}

const stillCarries = (orders: number): Bilingual => ({
  zh: `此人手上还有 ${orders} 张未完成的工单，请先改派`,
  en: `This person still has ${orders} unfinished ${orders === 1 ? 'order' : 'orders'}. Reassign ${orders === 1 ? 'it' : 'them'} first`,
})

async function endPlanning(parts: Parts, person: string, now: number, { zone }: Place): Promise<Change[]> {
  const today = DateTime.fromMillis(now, { zone }).toISODate() ?? ''
  const [ahead, repeating] = await Promise.all([shiftsAhead(parts, person, new Date(now).toISOString()), rostersAhead(parts, person, today)])
  return [
    ...repeating.map(({ madeTo: _madeTo, ...roster }) => {
      const ended = { ...roster, version: roster.version + 1, until: today }
      return change(rosters, ended, { name: 'roster.ended', body: ended })
    }),
    ...ahead.map((shift) => {
      const cancelled = { ...shift, version: shift.version + 1, state: 'cancelled' as const }
      return change(shifts, cancelled, { name: 'shift.cancelled', body: cancelled })
    }),
  ]
}

/** The whole file or nothing of it: the first wrong lines are named as the preview names them. */
async function bringIn(parts: Parts, { id, request, caller }: Call<'person.import'>): Promise<Work> {
  const place = await allow(parts, caller, 'person.import', request.community)
  const lines = await planImport(parts, place.id, request.text)
  const errors = faultsOf(lines)
  if (errors.length > 0) throw new Refusal('invalid', { errors, community: place.id })
  const changes = lines.flatMap((line) => {
    if (line.outcome !== 'new' && line.outcome !== 'changed') return []
    const { person, phone } = line
    return [change(people, { ...person, phone }, { name: line.outcome === 'new' ? 'person.joined' : 'person.changed', body: person })]
  })
  const counts = countsOf(lines)
  return { changes, reply: { fact: null, body: { id, version: 1, ...counts } }, community: place.id, mode: 'real', detail: counts }
}

async function allowed(parts: Parts, name: 'person.change' | 'person.leave', { id, caller }: Pick<Call<'person.leave'>, 'id' | 'caller'>): Promise<{ row: PersonRow; place: Place }> {
  const row = await findPerson(parts, id)
  if (!row) throw new Refusal('not-found')
  return { row, place: await allow(parts, caller, name, row.community) }
}

function workOf(fact: 'person.joined' | 'person.changed' | 'person.left', person: Person, changes: Change[], detail: Record<string, unknown>): Work {
  return { changes, reply: { fact, body: person }, community: person.community, mode: 'real', detail: { id: person.id, ...detail } }
}
