import { DateTime } from 'luxon'
import type { HoursKind, Limit, WorkCalendar } from '#shared/promises.ts'

/** What a community's days are cut by: its IANA zone and the calendar that holds there. */
export type LocalTime = { zone: string; calendar: WorkCalendar }

/** When something is due that is promised within `limit` from `from` (both epoch milliseconds). */
export function dueAt(limit: Limit, from: number, local: LocalTime): number {
  switch (limit.unit) {
    case 'minutes':
      return from + limit.amount * 60_000
    case 'working-minutes':
      return afterWorking(limit.amount, from, local)
    case 'days':
      return endOfDay(firstDay(from, local).plus({ days: limit.amount }))
    case 'working-days':
      return endOfDay(workingDay(firstDay(from, local), limit.amount, local))
  }
}

/** Whether a report at `at` comes in working time, outside it, or on a holiday. */
export function hoursAt(at: number, local: LocalTime): HoursKind {
  const day = inZone(at, local)
  if (!worked(day, local)) return 'holiday'
  const { opens, closes } = hoursOf(day, local)
  return opens <= at && at < closes ? 'working' : 'night'
}

/** A zone that nobody knows must not keep an order from being reported. */
function inZone(at: number, { zone }: LocalTime): DateTime {
  const local = DateTime.fromMillis(at, { zone })
  return local.isValid ? local : DateTime.fromMillis(at, { zone: 'UTC' })
}

function worked(day: DateTime, { calendar }: LocalTime): boolean {
  const date = day.toISODate() ?? ''
  if (calendar.workdays.includes(date)) return true
  return calendar.weekdays.includes(day.weekday) && !calendar.holidays.some((holiday) => holiday.day === date)
}

function hoursOf(day: DateTime, { calendar }: LocalTime): { opens: number; closes: number } {
  const at = (clock: string) => day.startOf('day').set({ hour: Number(clock.slice(0, 2)), minute: Number(clock.slice(3)) }).toMillis()
  return { opens: at(calendar.opensAt), closes: at(calendar.closesAt) }
}

/** What is reported after working time counts from the next day. */
function firstDay(from: number, local: LocalTime): DateTime {
  const day = inZone(from, local).startOf('day')
  return from >= hoursOf(day, local).closes ? day.plus({ days: 1 }) : day
}

const endOfDay = (day: DateTime): number => day.endOf('day').startOf('second').toMillis()

/** A calendar in which nothing is ever worked has no working days: then every day is one. */
const farthest = 800

/** The `amount`th working day after `day`; the day itself, or the next that is worked, for 0. */
function workingDay(day: DateTime, amount: number, local: LocalTime): DateTime {
  let left = amount
  let at = day
  for (let i = 0; i < farthest; i++) {
    if (worked(at, local)) {
      if (left === 0) return at
      left--
    }
    at = at.plus({ days: 1 })
  }
  return day.plus({ days: amount })
}

function afterWorking(minutes: number, from: number, local: LocalTime): number {
  let left = minutes * 60_000
  let day = inZone(from, local).startOf('day')
  for (let i = 0; i < farthest; i++) {
    if (worked(day, local)) {
      const { opens, closes } = hoursOf(day, local)
      const start = Math.max(opens, from)
      if (start < closes) {
        if (start + left <= closes) return start + left
        left -= closes - start
      }
    }
    day = day.plus({ days: 1 })
  }
  return from + minutes * 60_000
}
