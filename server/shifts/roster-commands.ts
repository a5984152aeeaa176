import type { Roster } from '#shared/rosters.ts'
import type { Bilingual } from '#shared/text.ts'
import { allow } from '../identity/caller.ts'
import type { Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { localOf } from './local-clock.ts'
import { due, rosterChange, span, toMake } from './roster-making.ts'
import { firstDay, ruleFault } from './roster-rules.ts'
import { findPerson, findRoster, plannedOf, shiftsMadeBy } from './roster-store.ts'
import { shiftChange } from './shift-commands.ts'
import { cancelled, overlapping, overlapWords } from './shift-rules.ts'

const farthest = 400 * 86_400_000
const longestAgo = 5 * 366 * 86_400_000

export const rosterCommands: CommandHandlers<'roster.plan' | 'roster.end' | 'roster.import'> = {
  'roster.plan': plan,
  'roster.end': end,
  'roster.import': () => Promise.reject(new Refusal('unavailable')),
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

/** What is wrong with a roster's days; null where it can be kept. */
export function rosterFault(roster: Roster, zone: string, now: number): { field: string; message: Bilingual } | null {
  const rule = ruleFault(roster.rule)
  if (rule) return { field: 'rule', message: rule }
  const first = Date.parse(`${roster.startsOn}T00:00:00Z`)
  if (first > now + farthest) return { field: 'startsOn', message: { zh: '太远：最多提前 400 天', en: 'Too far away: 400 days at most' } }
  if (first < now - longestAgo) return { field: 'startsOn', message: { zh: '太久以前：最多 5 年', en: 'Too long ago: 5 years at most' } }
  if (roster.until !== null && roster.until < roster.startsOn) return { field: 'until', message: { zh: '早于开始日', en: 'It is before the first day' } }
  if (roster.until !== null && roster.until < localOf(now, zone).date) return { field: 'until', message: { zh: '已经过去', en: 'It is over already' } }
  return firstDay(roster) === null ? { field: 'rule', message: { zh: '这条规则没有任何一天', en: 'There is no day on which this happens' } } : null
}

/** It begins on the first day on which it happens: the series is the same, and calendars want it so. */
export const fromFirstDay = (roster: Roster): Roster => ({ ...roster, startsOn: firstDay(roster) ?? roster.startsOn })

async function end(parts: Parts, { id, request, caller, now }: Call<'roster.end'>): Promise<Work> {
  const row = await findRoster(parts, id)
  if (!row) throw new Refusal('not-found')
  const place = await allow(parts, caller, 'roster.end', row.community)
  const { madeTo, ...roster } = row
  if (roster.version !== request.version) throw new Refusal('conflict', { current: roster })
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
