import type { WorkCalendar } from '#shared/promises.ts'
import { Refusal, type FieldError } from '../refusal.ts'

/**
 * A calendar in order: each day once, the earliest first.
 * @throws Refusal invalid, each field named, where no weekday is worked, or a day is at once off and worked
 */
export function tidied(calendar: WorkCalendar): WorkCalendar {
  const errors: FieldError[] = []
  const days = calendar.holidays.map(({ day }) => day)
  const twice = days.find((day, index) => days.indexOf(day) !== index)
  const both = calendar.workdays.find((day) => days.includes(day))
  if (calendar.weekdays.length === 0) errors.push({ field: 'weekdays', message: { zh: '至少选一个工作日', en: 'Choose at least one day of the week' } })
  if (twice !== undefined) errors.push({ field: 'holidays', message: { zh: `${twice} 写了两次`, en: `${twice} is there twice` } })
  if (both !== undefined) errors.push({ field: 'workdays', message: { zh: `${both} 也是放假日`, en: `${both} is a holiday too` } })
  if (errors.length > 0) throw new Refusal('invalid', { errors })
  return {
    ...calendar,
    weekdays: [...new Set(calendar.weekdays)].toSorted((a, b) => a - b),
    holidays: calendar.holidays.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    workdays: [...new Set(calendar.workdays)].toSorted(),
  }
}
