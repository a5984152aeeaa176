import type { WorkCalendar } from '#shared/promises.ts'

export type Days = Pick<WorkCalendar, 'weekdays' | 'holidays' | 'workdays'>
/** `off` and `worked` differ from what the day of the week says. */
export type DayState = 'usual' | 'rest' | 'off' | 'worked'

const dayMs = 86_400_000
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(at(day)).getUTCDay() || 7

export function stateOf(day: string, { weekdays, holidays, workdays }: Days): DayState {
  if (workdays.includes(day)) return 'worked'
  if (holidays.some((holiday) => holiday.day === day)) return 'off'
  return weekdays.includes(weekdayOf(day)) ? 'usual' : 'rest'
}

/** A day pressed: worked becomes off, off becomes worked, and what was changed so is as usual again. */
export function pressed(day: string, days: Days, name: string): Days {
  const without = { ...days, holidays: days.holidays.filter((holiday) => holiday.day !== day), workdays: days.workdays.filter((one) => one !== day) }
  const state = stateOf(day, days)
  if (state === 'usual') return { ...without, holidays: [...without.holidays, { day, name }] }
  if (state === 'rest') return { ...without, workdays: [...without.workdays, day] }
  return without
}

/** The days of a month ("2026-11") in weeks from Monday; null where a week lies outside it. */
export function weeksOf(month: string): (string | null)[][] {
  const first = `${month}-01`
  const cells: (string | null)[] = Array.from({ length: weekdayOf(first) - 1 }, () => null)
  for (let day = first; day.startsWith(month); day = dayOf(at(day) + dayMs)) cells.push(day)
  while (cells.length % 7 > 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

export type Holiday = { name: string; from: string; to: string }

/** Holidays of a year, days in a row under one name together. */
export function spansOf(holidays: Days['holidays'], year: number): Holiday[] {
  const spans: Holiday[] = []
  for (const { day, name } of holidays.filter((one) => one.day.startsWith(`${year}-`)).toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const last = spans.at(-1)
    if (last && last.name === name && at(day) - at(last.to) === dayMs) last.to = day
    else spans.push({ name, from: day, to: day })
  }
  return spans
}

// Chinese dates end their year, month and day with a character each (5e74, 6708, 65e5), spans stand with 81f3 or 5230, and a day
// worked in place of another ends in 73ed or is called 8c03 4f11.
const [yearEnd, monthEnd, dayEnd] = [String.raw`[-/.\u5e74]`, String.raw`[-/.\u6708]`, String.raw`\u65e5?`]
const line = new RegExp(
  String.raw`^(\d{4})${yearEnd}(\d{1,2})${monthEnd}(\d{1,2})${dayEnd}(?:\s*(?:\u81f3|\u5230|to|~|–|—)\s*(?:(\d{4})${yearEnd})?(\d{1,2})${monthEnd}(\d{1,2})${dayEnd})?[\s,，：:]*(.*)$`, 'i',
)
const worked = /^(\S*\u73ed|\u8c03\u4f11|worked|work)$/i
const longest = 31

/** Days from pasted lines, put into a calendar; what is said there before is said anew. `wrong`: lines that say nothing that can be read. */
export function withLines(days: Days, text: string, free: string): { days: Days; count: number; wrong: string[] } {
  let [result, count] = [days, 0]
  const wrong: string[] = []
  for (const raw of text.split('\n').map((one) => one.trim())) {
    if (raw === '') continue
    const read = spanIn(raw)
    if (!read) {
      wrong.push(raw)
      continue
    }
    for (const day of read.days) {
      const clean = { ...result, holidays: result.holidays.filter((holiday) => holiday.day !== day), workdays: result.workdays.filter((one) => one !== day) }
      result = worked.test(read.name) ? { ...clean, workdays: [...clean.workdays, day] } : { ...clean, holidays: [...clean.holidays, { day, name: (read.name || free).slice(0, 60) }] }
      count++
    }
  }
  return { days: result, count, wrong }
}

function spanIn(raw: string): { days: string[]; name: string } | null {
  const found = line.exec(raw)
  if (!found) return null
  const [, year = '', month = '', day = '', endYear = year, endMonth = month, endDay = day, name = ''] = found
  const [from, to] = [dated(year, month, day), dated(endYear, endMonth, endDay)]
  if (from === null || to === null || to < from || at(to) - at(from) > longest * dayMs) return null
  return { days: Array.from({ length: (at(to) - at(from)) / dayMs + 1 }, (_, index) => dayOf(at(from) + index * dayMs)), name: name.trim() }
}

/** Null for a day that no month has. */
function dated(year: string, month: string, day: string): string | null {
  const said = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return Number.isNaN(at(said)) || dayOf(at(said)) !== said ? null : said
}

/** The years of which no holiday is known though they have begun, or begin within two months. `today`: YYYY-MM-DD. */
export function yearsMissing(holidays: Days['holidays'], today: string): number[] {
  const year = Number(today.slice(0, 4))
  const years = today.slice(5, 7) >= '11' ? [year, year + 1] : [year]
  return years.filter((one) => !holidays.some(({ day }) => day.startsWith(`${one}-`)))
}
