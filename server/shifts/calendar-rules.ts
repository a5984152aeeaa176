import type { Post } from '#shared/people.ts'
import { RepeatRule, type Roster } from '#shared/rosters.ts'
import type { Shift } from '#shared/shifts.ts'
import type { Bilingual } from '#shared/text.ts'
import { codeOf, postWords } from '../files/staff-words.ts'
import type { Place } from '../identity/caller.ts'
import { idFrom } from '../journal/system.ts'
import type { CalendarEvent, Written } from './calendar-events.ts'
import { uidOf } from './calendar-out.ts'
import { apart, zoneNamed } from './calendar-zone.ts'
import { dayAfter, instantOf, localOf } from '../timers/local-days.ts'
import { firstDay, rosterDays, ruleFault } from './roster-rules.ts'
import type { OnRoster } from './roster-store.ts'

type Fault = { field: string; message: Bilingual }
/** What an event asks for: a roster, of which some days are called off, or one shift. */
export type Wish = { kind: 'roster'; roster: Roster; off: string[] } | { kind: 'shift'; shift: Shift }

const no = (field: string, zh: string, en: string): { faults: Fault[] } => ({ faults: [{ field, message: { zh, en } }] })

const mostTimes = 1_000
const mostOff = 500
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** Whether the file means something that this installation gave out; `held` tells whether it still has it. */
function idOf(kind: 'roster' | 'shift', uid: string, place: Place, held: ReadonlySet<string>): string {
  const own = /^(?:roster|shift)-([0-9a-f-]{36})@watchfloor$/.exec(uid)?.[1]
  return own && held.has(own) && uid === uidOf(kind, own) ? own : idFrom(`calendar-${kind}`, place.id, uid)
}

/** Reads an event as a wish of this community, or says what is wrong with it and what to do. `held`: ids of its rosters and shifts. */
export function wishOf(event: CalendarEvent, place: Place, staff: readonly OnRoster[], held: ReadonlySet<string>): Wish | { faults: Fault[] } {
  const [strange] = event.strange
  if (strange) return no(strange, `不支持 ${strange}：请改成单独的日程`, `${strange} is not kept here: make it an event of its own, or take it out`)
  if (event.uid === '' || event.uid.length > 1_000) return no('UID', '缺少 UID', 'It needs a UID')
  const person = personOf(event, staff)
  if ('faults' in person) return person
  const post: Post = (event.post === null ? postIn(event.summary) : codeOf(postWords, event.post)) ?? person.post
  const { start } = event
  if (!start) return no('DTSTART', '缺少开始时间，或无法读懂', 'When it begins is missing or cannot be read')
  if (start.clock === null) return no('DTSTART', '全天日程没有班次时间，请写明几点', 'An all-day event has no hours. Say at what time')
  const zone = zoneOf(start, place)
  if (zone === null) return no('DTSTART', `不认识时区“${start.zone?.slice(0, 60)}”，请用 ${place.zone} 这样的名称`, `The time zone "${start.zone?.slice(0, 60)}" is not known. Use a name like ${place.zone}`)
  const begins = instantOf(start.date, start.clock.slice(0, 5), zone)
  if (event.rule !== null) return rosterOf(event, place, { person, post, zone, begins, held })
  const ends = endOf(event, place, begins)
  if (ends === null) return no('DTEND', '缺少结束时间或时长', 'When it ends, or how long it lasts, is missing')
  const seconds = Number(start.clock.slice(6)) * 1_000
  const shift: Shift = {
    id: idOf('shift', event.uid, place, held), version: 1, community: place.id, person: person.id, post,
    startsAt: new Date(begins + seconds).toISOString(), endsAt: new Date(ends).toISOString(), state: 'planned', roster: null,
  }
  return { kind: 'shift', shift }
}

const zoneOf = ({ zone }: Written, place: Place): string | null => (zone === null ? place.zone : zoneNamed(zone))

function endOf({ end, duration }: CalendarEvent, place: Place, begins: number): number | null {
  if (end?.clock) {
    const zone = zoneOf(end, place)
    return zone === null ? null : instantOf(end.date, end.clock.slice(0, 5), zone) + Number(end.clock.slice(6)) * 1_000
  }
  return duration === null ? null : begins + duration
}

/** By staff code: as this product writes it, as an address or a name of ATTENDEE, or as a word of the title or the description. */
function personOf({ code, attendees, summary, description }: CalendarEvent, staff: readonly OnRoster[]): OnRoster | { faults: Fault[] } {
  const byCode = new Map(staff.map((person) => [person.code.toLowerCase(), person]))
  const words = code !== null ? [code] : [...attendees.flatMap((one) => [one, one.replace(/^mailto:/i, '').split('@')[0] ?? '']), ...`${summary} ${description}`.split(/[\s,;:|()（），、；：。]+/)]
  const found = new Set(words.flatMap((word) => byCode.get(word.toLowerCase()) ?? []))
  const [person, another] = found
  if (another) return no('SUMMARY', '写了不止一个人的工号，请每人一个日程', 'It names more than one staff code. Make one event for each person')
  return person ?? no('SUMMARY', '找不到本小区员工的工号：请写在标题、说明或 X-WATCHFLOOR-CODE 里', 'No staff code of this community is in it: write it into the title, the description or X-WATCHFLOOR-CODE')
}

function postIn(summary: string): Post | null {
  const text = summary.toLowerCase()
  const posts = Object.keys(postWords) as Post[]
  return posts.find((post) => text.startsWith(postWords[post].zh) || text.startsWith(postWords[post].en.toLowerCase()) || text.startsWith(post)) ?? null
}

type Read = { person: OnRoster; post: Post; zone: string; begins: number; held: ReadonlySet<string> }

function rosterOf(event: CalendarEvent, place: Place, { person, post, zone, begins, held }: Read): Wish | { faults: Fault[] } {
  const { start, uid } = event
  if (!start?.clock?.endsWith(':00')) return no('DTSTART', '班次从整分开始', 'A shift begins on a full minute')
  if (zone !== place.zone && apart(zone, place.zone, begins) === null) {
    return no('DTSTART', `重复的日程须用本小区的时区 ${place.zone}：两地夏令时不同，时间会漂移`, `What repeats must be in the community's own zone, ${place.zone}: the clocks of the two change on different days`)
  }
  const here = zone === place.zone ? { date: start.date, clock: start.clock.slice(0, 5) } : localOf(begins, place.zone)
  const rule = ruleOf(event.rule ?? '', Math.round((Date.parse(here.date) - Date.parse(start.date)) / 86_400_000))
  if ('faults' in rule) return rule
  const minutes = minutesOf(event, place, start, begins)
  if (minutes === null || minutes < 15 || minutes > 1_440) return no('DTEND', '班次应为 15 分钟到 24 小时', 'A shift lasts 15 minutes to 24 hours')
  const roster: Roster = {
    id: idOf('roster', uid, place, held), version: 1, community: place.id, person: person.id, post,
    rule: rule.text, startsOn: here.date, startsAt: here.clock, minutes, until: null,
  }
  const fault = ruleFault(rule.text)
  if (fault) return { faults: [{ field: 'RRULE', message: fault }] }
  if (firstDay(roster) !== here.date) return no('DTSTART', '开始日不在重复规则之内', 'The first day is not one of those on which the rule falls')
  const until = untilOf(rule, roster, place)
  if ('faults' in until) return until
  const off = event.except.flatMap((one) => {
    const at = one.clock && one.zone !== null ? zoneOf(one, place) : null
    return one.clock === null || at === null ? [one.date] : [localOf(instantOf(one.date, one.clock.slice(0, 5), at), place.zone).date]
  })
  if (off.length > mostOff) return no('EXDATE', `例外的日子太多（最多 ${mostOff} 个）`, `Too many exceptions: ${mostOff} at most`)
  return { kind: 'roster', roster: { ...roster, until: until.day }, off }
}

/** As clocks count it: where they change in between, the length in real time of any other day is meant. */
function minutesOf({ end, duration }: CalendarEvent, place: Place, start: Written, begins: number): number | null {
  if (!end?.clock) return duration === null ? null : duration / 60_000
  const ms = end.zone === start.zone ? Date.parse(`${end.date}T${end.clock}Z`) - Date.parse(`${start.date}T${start.clock}Z`) : (endOf({ end, duration } as CalendarEvent, place, begins) ?? Number.NaN) - begins
  return Number.isInteger(ms / 60_000) ? ms / 60_000 : null
}

type ReadRule = { text: string; count: number | null; until: string | null }

/** An RRULE as this product keeps it, its days of the week moved by `days` where another zone's day is meant. */
function ruleOf(rrule: string, days: number): ReadRule | { faults: Fault[] } {
  const parts = new Map(rrule.split(';').filter(Boolean).map((part) => part.split('=', 2) as [string, string | undefined]))
  const strange = [...parts.keys()].find((name) => !['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'WKST', 'COUNT', 'UNTIL'].includes(name))
  if (strange !== undefined) return no('RRULE', `不支持 ${strange.slice(0, 40)}：请改成几个日程`, `${strange.slice(0, 40)} is not kept here: make it several events`)
  const [byDay, byMonthDay] = [parts.get('BYDAY'), parts.get('BYMONTHDAY')]
  if (days !== 0 && (parts.get('FREQ') === 'MONTHLY' || byMonthDay)) {
    return no('RRULE', '换算到本小区的时区后日期会变，请用本小区的时区写', "In the community's own zone this falls on other days of the month. Write it in that zone")
  }
  const moved = byDay?.split(',').map((day) => (days === 0 ? day : (weekdays[(weekdays.indexOf(day) + days + 7) % 7] ?? day))).join(',')
  const interval = parts.get('INTERVAL')
  const text = [
    `FREQ=${parts.get('FREQ') ?? ''}`,
    ...(interval === undefined || interval === '1' ? [] : [`INTERVAL=${interval}`]),
    ...(moved === undefined ? [] : [`BYDAY=${moved}`]),
    ...(byMonthDay === undefined ? [] : [`BYMONTHDAY=${byMonthDay}`]),
    ...(parts.has('WKST') && parts.get('WKST') !== 'MO' ? [`WKST=${parts.get('WKST')}`] : []),
  ].join(';')
  if (!RepeatRule.safeParse(text).success) return no('RRULE', '只能按天、周或月重复', 'It must repeat by days, weeks or months')
  const count = parts.get('COUNT')
  if (count !== undefined && !(Number(count) >= 1 && Number(count) <= mostTimes)) return no('RRULE', `COUNT 应为 1 到 ${mostTimes}，或用 UNTIL`, `COUNT must be 1 to ${mostTimes}; use UNTIL instead`)
  return { text, count: count === undefined ? null : Number(count), until: parts.get('UNTIL') ?? null }
}

/** The same rule, however it is written. */
export const samePattern = (a: string, b: string): boolean => {
  const [one, other] = [ruleOf(a, 0), ruleOf(b, 0)]
  return 'text' in one && 'text' in other && one.text === other.text
}

/** The last local day, from COUNT or UNTIL. */
function untilOf({ count, until }: ReadRule, roster: Roster, place: Place): { day: string | null } | { faults: Fault[] } {
  if (count !== null) return { day: rosterDays(roster, roster.startsOn, dayAfter(roster.startsOn, 40 * 366), count).at(-1) ?? roster.startsOn }
  if (until === null) return { day: null }
  const [, y, m, d, time, utc] = /^(\d{4})(\d\d)(\d\d)(?:T(\d{4})\d\d(Z?))?$/.exec(until) ?? []
  const date = `${y}-${m}-${d}`
  if (Number.isNaN(Date.parse(date))) return no('RRULE', 'UNTIL 无法读懂', 'UNTIL cannot be read')
  if (time === undefined) return { day: date }
  const clock = `${time.slice(0, 2)}:${time.slice(2)}`
  const last = utc ? localOf(instantOf(date, clock, 'UTC'), place.zone) : { date, clock }
  return { day: last.clock < roster.startsAt ? dayAfter(last.date, -1) : last.date }
}
