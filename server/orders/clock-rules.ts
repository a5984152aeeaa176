import type { HoursKind, Limit, WorkCalendar } from '#shared/promises.ts'
import { dayAt, dayNumbered, instantAt, type LocalDay } from './day-spans.ts'

/** What a community's days are cut by: its IANA zone and the calendar that holds there. */
export type LocalTime = { zone: string; calendar: WorkCalendar }

/** When something is due that is promised within `limit` from `from` (both epoch milliseconds). Never earlier for a later start or a larger amount of the same unit. */
export function dueAt(limit: Limit, from: number, local: LocalTime): number {
  switch (limit.unit) {
    case 'minutes':
      return from + limit.amount * minute
    case 'working-minutes':
      return afterWorking(limit.amount, from, local)
    case 'days':
      return endOf(dayNumbered(local.zone, firstDay(from, local) + limit.amount))
    case 'working-days':
      return endOf(dayNumbered(local.zone, workingDay(limit.amount, firstDay(from, local), local)))
  }
}

/** Whether a report at `at` comes in working time, outside it, or on a day that is not worked. */
export function hoursAt(at: number, local: LocalTime): HoursKind {
  const day = dayAt(local.zone, at)
  if (!worked(day.number, local)) return 'holiday'
  const { opens, closes } = hoursOf(day, local)
  return opens <= at && at < closes ? 'working' : 'night'
}

const minute = 60_000
const dayLong = 86_400_000

/** A calendar that is hardly ever worked must not be searched for ever: days farther ahead than this, 20 years, all count as worked, around the clock. */
const farthest = 7_305

/** A calendar without weekdays is one that was never filled in: then every day is one to work, but for its holidays. */
function worked(day: number, { calendar }: LocalTime): boolean {
  const date = new Date(day * dayLong).toISOString().slice(0, 10)
  if (calendar.workdays.includes(date)) return true
  if (calendar.weekdays.length > 0 && !calendar.weekdays.includes(weekdayOf(day))) return false
  return !calendar.holidays.some((holiday) => holiday.day === date)
}

/** 1 Monday to 7 Sunday; day 0, 1 January 1970, was a Thursday. */
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

const hoursOf = (day: LocalDay, { calendar }: LocalTime): { opens: number; closes: number } => ({
  opens: instantAt(day, minutesOf(calendar.opensAt)),
  closes: calendar.closesAt === lastMinute ? day.end : instantAt(day, minutesOf(calendar.closesAt)),
})

/** A clock that shows no 24:00: whoever works until then works until midnight. */
const lastMinute = '23:59'

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** What is reported after working time counts from the next day. */
function firstDay(from: number, local: LocalTime): number {
  const day = dayAt(local.zone, from)
  return from >= hoursOf(day, local).closes ? day.number + 1 : day.number
}

/** The last second of a day. */
const endOf = (day: LocalDay): number => day.end - 1000

/** The `amount`th working day after the day `first`; that day itself, or the next that is worked, for 0. */
function workingDay(amount: number, first: number, local: LocalTime): number {
  let left = amount
  for (let day = first; day < first + farthest; day++) {
    if (worked(day, local) && left-- === 0) return day
  }
  return first + farthest + left
}

function afterWorking(minutes: number, from: number, local: LocalTime): number {
  let left = minutes * minute
  const first = dayAt(local.zone, from).number
  for (let number = first; number < first + farthest; number++) {
    if (!worked(number, local)) continue
    const { opens, closes } = hoursOf(dayNumbered(local.zone, number), local)
    const start = Math.max(opens, from)
    if (start >= closes) continue
    if (start + left <= closes) return start + left
    left -= closes - start
  }
  return dayNumbered(local.zone, first + farthest).start + left
}
