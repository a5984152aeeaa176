import type { Roster } from '#shared/rosters.ts'
import type { Bilingual } from '#shared/text.ts'
import { countsOf, faultsOf } from '../files/preview.ts'
import { allow } from '../identity/caller.ts'
import type { Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { planCalendar } from './calendar-import.ts'
import { localOf } from '../timers/local-days.ts'
import { due, rosterChange, shiftChange, span, toMake } from './roster-making.ts'
import { fromFirstDay, rosterFault } from './roster-rules.ts'
import { findPerson, findRoster, plannedOf, shiftsMadeBy, toldVersion } from './roster-store.ts'
import { cancelled, overlapping, overlapWords } from './shift-rules.ts'

export const rosterCommands: CommandHandlers<'roster.plan' | 'roster.end' | 'roster.import'> = {
  'roster.plan': plan,
  'roster.end': end,
  'roster.import': bringIn,
}

const wrong = (community: string, field: string, message: Bilingual): Refusal => new Refusal('invalid', { errors: [{ field, message }], community })

async function plan(parts: Parts, { id, request, caller, now }: Call<'roster.plan'>): Promise<Work> {
  const person = await findPerson(parts, request.person)
  if (!person) throw new Refusal('not-found')
  const place = await allow(parts, caller, 'roster.plan', person.community)
  const asked: Roster = { ...request, id, version: 1, community: place.id }
  const fault = rosterFault(asked, place.zone, now)
  if (fault) throw wrong(place.id, fault.field, fault.message)
  const roster = fromFirstDay(asked)
  const { from, to } = span(place.zone, now)
  const wanted = due(roster, place.zone, from, to, now)
  const held = await plannedOf(parts, [person.id], new Date(now).toISOString())
  const clash = wanted.map((one) => overlapping(held, one)).find((one) => one !== null)
  if (clash) throw wrong(place.id, 'rule', overlapWords(clash, place.zone))
  const { made } = toMake(roster, wanted, [], [])
  return {
    changes: [rosterChange('roster.planned', roster, to), ...made.map(shiftChange)],
    reply: { fact: 'roster.planned', body: roster },
    community: place.id,
    mode: 'real',
    detail: { id, person: person.id, shifts: made.length },
  }
}

async function end(parts: Parts, { id, request, caller, now }: Call<'roster.end'>): Promise<Work> {
  const row = await findRoster(parts, id)
  if (!row) throw new Refusal('not-found')
  const place = await allow(parts, caller, 'roster.end', row.community)
  const { madeTo, ...roster } = row
  // Its shifts may have been made further ahead since; that alone changes nothing of what was seen.
  const told = (await toldVersion(parts, id)) ?? roster.version
  if (request.version < told || request.version > roster.version) throw new Refusal('conflict', { current: roster })
  if (roster.until !== null && roster.until <= request.lastDay) throw wrong(place.id, 'lastDay', { zh: '排班在此之前已经结束', en: 'It ends before that already' })
  const ended: Roster = { ...roster, version: roster.version + 1, until: request.lastDay }
  const over = (await shiftsMadeBy(parts, id, new Date(now).toISOString())).filter(
    ({ startsAt, state }) => state !== 'cancelled' && Date.parse(startsAt) > now && localOf(Date.parse(startsAt), place.zone).date > request.lastDay,
  )
  return {
    changes: [rosterChange('roster.ended', ended, madeTo), ...over.map((shift) => shiftChange({ fact: 'shift.cancelled', shift: cancelled(shift) }))],
    reply: { fact: 'roster.ended', body: ended },
    community: place.id,
    mode: 'real',
    detail: { id, person: roster.person, lastDay: request.lastDay, shifts: over.length },
  }
}

/** The whole calendar or nothing of it: the first wrong events are named as the preview names them. */
async function bringIn(parts: Parts, { id, request, caller, now }: Call<'roster.import'>): Promise<Work> {
  const place = await allow(parts, caller, 'roster.import', request.community)
  const lines = await planCalendar(parts, place, request.text, now)
  const errors = faultsOf(lines)
  if (errors.length > 0) throw new Refusal('invalid', { errors, community: place.id })
  const counts = countsOf(lines)
  return {
    changes: lines.flatMap((line) => (line.outcome === 'new' || line.outcome === 'changed' ? line.changes : [])),
    reply: { fact: null, body: { id, version: 1, ...counts } },
    community: place.id,
    mode: 'real',
    detail: counts,
  }
}
