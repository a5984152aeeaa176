import type { WorkCalendar } from '#shared/promises.ts'
import { dayAfter, weekdayOf } from '../timers/local-days.ts'

type Calendar = Pick<WorkCalendar, 'weekdays' | 'holidays' | 'workdays'>

/** The days (YYYY-MM-DD) of a month that are worked, from `first` on. */
export function workingDays(month: string, first: string, { weekdays, holidays, workdays }: Calendar): string[] {
  const days: string[] = []
  for (let day = `${month}-01`; day.startsWith(month); day = dayAfter(day)) {
    const worked = workdays.includes(day) || (weekdays.includes(weekdayOf(day)) && !holidays.some((holiday) => holiday.day === day))
    if (worked && day >= first) days.push(day)
  }
  return days
}

/** Hours that make a day full. */
const fullDay = 8
const busiestCosts = 1
/** For each day that lies between the work and when its faults gather. */
const earlyCosts = 0.1

type Wanted = { hours: number; /** The weekday on which its faults gather. */ gathers: number | null }

/**
 * A day for each piece of work, in the order given: spread by hours over the days, not on the weekday on which most happens anyway,
 * and soon before the one on which its faults gather. `load`: hours planned already, by day.
 */
export function spread(wanted: readonly Wanted[], days: readonly string[], load: ReadonlyMap<string, number>, busiest: number | null): string[] {
  const hours = new Map(load)
  return wanted.flatMap(({ hours: own, gathers }) => {
    const cost = (day: string): number => {
      const weekday = weekdayOf(day)
      const early = gathers === null ? 0 : (gathers - weekday + 6) % 7
      return (hours.get(day) ?? 0) / fullDay + (weekday === busiest ? busiestCosts : 0) + early * earlyCosts
    }
    const [first, ...rest] = days
    if (first === undefined) return []
    const best = rest.reduce((chosen, day) => (cost(day) < cost(chosen) ? day : chosen), first)
    hours.set(best, (hours.get(best) ?? 0) + own)
    return [best]
  })
}
