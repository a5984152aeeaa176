import ical from 'ical-generator'
import type { Roster } from '#shared/rosters.ts'
import type { Shift } from '#shared/shifts.ts'
import type { Bilingual, Language } from '#shared/text.ts'
import { postWords } from '../files/staff-words.ts'
import type { Place } from '../identity/caller.ts'
import { writeZone } from './calendar-zone.ts'
import { instantOf, localOf, zoned } from '../timers/local-days.ts'
import { occurrencesOf } from './roster-rules.ts'
import type { OnRoster } from './roster-store.ts'

const year = 366 * 86_400_000

/** What is kept in the calendars of others knows its roster or shift by this. */
export const uidOf = (kind: 'roster' | 'shift', id: string): string => `${kind}-${id}@watchfloor`

type Out = { place: Place; name: Bilingual; staff: readonly OnRoster[]; rosters: readonly Roster[]; shifts: readonly Shift[]; language: Language; now: number }

/**
 * A community's rosters and single shifts as RFC 5545: a roster repeats in the community's zone with what was called off as EXDATE,
 * a single shift is in UTC. An event says post and name, and the staff code by which it is known again; nothing else of the person.
 * `shifts`: single ones, and of rosters those that were cancelled.
 */
export function writeCalendar({ place, name, staff, rosters, shifts, language, now }: Out): string {
  const people = new Map(staff.map((person) => [person.id, person]))
  const from = Math.min(now, ...rosters.map(({ startsOn }) => Date.parse(startsOn))) - year
  const calendar = ical({ name: name[language], prodId: '//watchfloor//rosters//EN', timezone: { name: null, generator: (zone) => writeZone(zone, from, now + 10 * year) } })
  const event = (of: Pick<Shift, 'person' | 'post'>) => {
    const person = people.get(of.person)
    return person && {
      summary: `${postWords[of.post][language]} ${person.name[language]}`,
      description: person.code,
      stamp: new Date(now),
      x: [{ key: 'X-WATCHFLOOR-CODE', value: person.code }, { key: 'X-WATCHFLOOR-POST', value: of.post }],
    }
  }
  for (const roster of rosters) {
    const about = event(roster)
    if (!about) continue
    const start = instantOf(roster.startsOn, roster.startsAt, place.zone)
    // As calendars count: the end is where the clock stands so many minutes later on a day without a change.
    const last = new Date(Date.parse(`${roster.startsOn}T${roster.startsAt}:00Z`) + roster.minutes * 60_000).toISOString()
    const end = instantOf(last.slice(0, 10), last.slice(11, 16), place.zone)
    const repeating = [ruleLine(roster, place.zone), ...exceptions(roster, shifts, place.zone)].join('\r\n')
    calendar.createEvent({ ...about, id: uidOf('roster', roster.id), start: zoned(start, place.zone), end: zoned(end, place.zone), timezone: place.zone, repeating })
  }
  for (const shift of shifts) {
    const about = shift.roster ? undefined : event(shift)
    if (about) calendar.createEvent({ ...about, id: uidOf('shift', shift.id), start: new Date(shift.startsAt), end: new Date(shift.endsAt) })
  }
  return `${calendar.toString()}\r\n`
}

const compact = (text: string): string => text.replace(/[-:]|\.\d+/g, '')

/** UNTIL in UTC, as it must be beside a TZID. */
function ruleLine({ rule, until, startsAt }: Roster, zone: string): string {
  return `RRULE:${rule}${until === null ? '' : `;UNTIL=${compact(new Date(instantOf(until, startsAt, zone)).toISOString())}`}`
}

/** Only what the roster as it is now would have made. */
function exceptions(roster: Roster, shifts: readonly Shift[], zone: string): string[] {
  return shifts.flatMap((shift) => {
    if (shift.roster !== roster.id || shift.state !== 'cancelled') return []
    const day = dayOf(shift, roster, zone)
    return day === null ? [] : [`EXDATE;TZID=${zone}:${compact(day)}T${compact(roster.startsAt)}00`]
  })
}

function dayOf(shift: Shift, roster: Roster, zone: string): string | null {
  const { date } = localOf(Date.parse(shift.startsAt), zone)
  return occurrencesOf(roster, zone, date, date).find(({ id }) => id === shift.id)?.day ?? null
}
