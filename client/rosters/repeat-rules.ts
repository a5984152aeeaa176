export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]

/** A repeat rule as the form knows it. */
export type Repeat = { kind: 'days'; every: number } | { kind: 'weeks'; every: number; days: Weekday[] } | { kind: 'months'; every: number; day: number }

/** Longest steps that the server keeps. */
export const longest = { days: 366, weeks: 53, months: 12 } as const

/** As RFC 5545 has it. */
export function ruleOf(repeat: Repeat): string {
  const every = repeat.every > 1 ? `;INTERVAL=${repeat.every}` : ''
  switch (repeat.kind) {
    case 'days':
      return `FREQ=DAILY${every}`
    case 'weeks':
      return `FREQ=WEEKLY${every};BYDAY=${weekdays.filter((day) => repeat.days.includes(day)).join(',')}`
    case 'months':
      return `FREQ=MONTHLY${every};BYMONTHDAY=${repeat.day}`
  }
}

/** The rule as the form would have it; null for one that only calendars write. `startsOn` says the day where a weekly or monthly rule names none. */
export function repeatOf(rule: string, startsOn: string): Repeat | null {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string | undefined]))
  const every = Number(parts.get('INTERVAL') ?? 1)
  const [byDay, byMonthDay, freq] = [parts.get('BYDAY'), parts.get('BYMONTHDAY'), parts.get('FREQ')]
  if (freq === 'DAILY' && byDay === undefined && byMonthDay === undefined) return { kind: 'days', every }
  if (freq === 'WEEKLY' && byMonthDay === undefined) {
    const first = weekdays[(new Date(`${startsOn}T00:00:00Z`).getUTCDay() + 6) % 7]
    const days = byDay === undefined ? [first] : byDay.split(',').map((name) => weekdays.find((day) => day === name))
    const known = days.filter((day) => day !== undefined)
    return known.length === days.length ? { kind: 'weeks', every, days: known } : null
  }
  const day = Number(byMonthDay ?? startsOn.slice(8))
  return freq === 'MONTHLY' && byDay === undefined && Number.isInteger(day) ? { kind: 'months', every, day } : null
}
