import ICAL from 'ical.js'
import type { Roster } from '#shared/rosters.ts'
import type { Bilingual } from '#shared/text.ts'
import { idFrom } from '../journal/system.ts'
import { dayAfter, instantOf, localOf } from '../timers/local-days.ts'

/** Days for which shifts are made ahead. */
export const ahead = 62

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
/** Longer steps than these are never meant, and with some of them a rule would be searched for centuries. */
const longestStep = { DAILY: 366, WEEKLY: 53, MONTHLY: 12 }
type Frequency = keyof typeof longestStep
/** Bounds the search: forty years of days. */
const mostDays = 40 * 366

type Repeating = Pick<Roster, 'rule' | 'startsOn' | 'until'>
type Rule = { freq: Frequency; interval: number; wkst: string | null; days: string[]; monthDays: number[] }

/** What is wrong with a rule, as its author is told; null where it can be kept. */
export function ruleFault(rule: string): Bilingual | null {
  const read = readRule(rule)
  return 'fault' in read ? read.fault : null
}

const bad = (zh: string, en: string): { fault: Bilingual } => ({ fault: { zh, en } })

function readRule(text: string): Rule | { fault: Bilingual } {
  const parts = new Map<string, string>()
  for (const part of text.split(';')) {
    const [name = '', value = ''] = part.split('=')
    if (parts.has(name)) return bad(`${name} 出现了两次`, `${name} is there twice`)
    parts.set(name, value)
  }
  const freq = parts.get('FREQ') ?? ''
  if (freq !== 'DAILY' && freq !== 'WEEKLY' && freq !== 'MONTHLY') return bad('只能按天、周或月重复', 'It must repeat by days, weeks or months')
  const interval = Number(parts.get('INTERVAL') ?? '1')
  if (!Number.isInteger(interval) || interval < 1 || interval > longestStep[freq]) {
    return bad(`间隔应为 1 到 ${longestStep[freq]}`, `The interval must be 1 to ${longestStep[freq]}`)
  }
  const wkst = parts.get('WKST') ?? null
  if (wkst !== null && !weekdays.includes(wkst)) return bad('WKST 不是星期', 'WKST is no day of the week')
  const days = parts.get('BYDAY')?.split(',') ?? []
  const dayForm = freq === 'MONTHLY' ? /^([+-]?[1-5])?(SU|MO|TU|WE|TH|FR|SA)$/ : /^(SU|MO|TU|WE|TH|FR|SA)$/
  if (days.some((day) => !dayForm.test(day))) return bad('BYDAY 有误：每周用 MO,TU 等，每月可用 1MO、-1FR', 'BYDAY is not right: MO,TU by week; 1MO or -1FR by month')
  const monthDays = parts.get('BYMONTHDAY')?.split(',').map(Number) ?? []
  if (monthDays.some((day) => !Number.isInteger(day) || day === 0 || Math.abs(day) > 31)) return bad('BYMONTHDAY 应为 1 到 31 或 -1 到 -31', 'BYMONTHDAY must be 1 to 31, or -1 to -31')
  if (freq === 'WEEKLY' && monthDays.length > 0) return bad('按周重复不能用 BYMONTHDAY', 'BYMONTHDAY does not go with weeks')
  return { freq, interval, wkst, days, monthDays }
}

/**
 * The local days (YYYY-MM-DD) on which a roster's shifts begin, oldest first, from `from` to `to`, both included, at most `most`.
 * ical.js steps through the rule with one kind of day at most, and the others are picked here: of daily rules it would search for ever
 * where none ever fits, and of months with both kinds it loses some.
 */
export function rosterDays(roster: Repeating, from: string, to: string, most = 2_000): string[] {
  const rule = readRule(roster.rule)
  const last = roster.until !== null && roster.until < to ? roster.until : to
  const found: string[] = []
  if ('fault' in rule) return found
  try {
    const dates = ICAL.Recur.fromString(stepOf(rule)).iterator(ICAL.Time.fromDateString(roster.startsOn))
    for (let at = dates.next(), seen = 0; at && seen < mostDays && found.length < most; at = dates.next(), seen++) {
      const date = at.toString().slice(0, 10)
      if (date > last) break
      if (date >= from && (rule.days.length === 0 || rule.days.some((day) => isWeekday(at, day))) && isMonthDay(at, rule.monthDays)) found.push(date)
    }
  } catch {
    // ical.js gives up so on days that no month has.
    return found
  }
  return found
}

function stepOf({ freq, interval, wkst, days, monthDays }: Rule): string {
  const picked = freq === 'DAILY' ? '' : monthDays.length > 0 ? `;BYMONTHDAY=${monthDays.join(',')}` : days.length > 0 ? `;BYDAY=${days.join(',')}` : ''
  return `FREQ=${freq};INTERVAL=${interval}${wkst ? `;WKST=${wkst}` : ''}${picked}`
}

/** `day` as in BYDAY: MO, 1MO, -1MO. */
function isWeekday(at: ICAL.Time, day: string): boolean {
  if (weekdays[at.dayOfWeek() - 1] !== day.slice(-2)) return false
  const nth = Number(day.slice(0, -2))
  const fromEnd = ICAL.Time.daysInMonth(at.month, at.year) - at.day
  return nth === 0 || (nth > 0 ? Math.floor((at.day - 1) / 7) + 1 === nth : Math.floor(fromEnd / 7) + 1 === -nth)
}

const isMonthDay = (at: ICAL.Time, monthDays: readonly number[]): boolean =>
  monthDays.length === 0 || monthDays.some((day) => at.day === (day > 0 ? day : ICAL.Time.daysInMonth(at.month, at.year) + 1 + day))

/** The first day on which it happens; null where it does not within two years. */
export const firstDay = (roster: Repeating): string | null => rosterDays(roster, roster.startsOn, dayAfter(roster.startsOn, 2 * 366), 1)[0] ?? null

const farthest = 400 * 86_400_000
const longestAgo = 5 * 366 * 86_400_000

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

export type Occurrence = { id: string; day: string; startsAt: string; endsAt: string }

/**
 * The shifts that begin on these local days. Each begins when the community's clocks show `startsAt`, in summer and in winter;
 * a time that clocks leap over begins when they do, one that they show twice begins the first time. Its length is `minutes` of real
 * time, so where clocks change within it the local end moves; only a shift that would last into the next one of its roster (24 hours on
 * the day that has 23) ends when that begins. The same roster, day and clock always give the same id.
 */
export function occurrencesOf(roster: Pick<Roster, 'id' | 'rule' | 'startsOn' | 'until' | 'startsAt' | 'minutes'>, zone: string, from: string, to: string): Occurrence[] {
  const days = rosterDays(roster, from, dayAfter(to, 2))
  const starts = days.map((day) => instantOf(day, roster.startsAt, zone))
  return days.flatMap((day, i) => {
    const start = starts[i]
    if (start === undefined || day > to) return []
    const end = Math.min(start + roster.minutes * 60_000, starts[i + 1] ?? Infinity)
    return [{ id: idFrom('roster-shift', roster.id, `${day}T${roster.startsAt}`), day, startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString() }]
  })
}
