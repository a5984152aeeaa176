import { describe, expect, it } from 'vitest'
import type { Shift } from '#shared/shifts.ts'
import { repeatOf, ruleOf, type Repeat } from './repeat-rules.ts'
import { barsOf, clockAfter, daysAfter, instantOf, localOf, minutesBetween, mondayOf } from './week-rules.ts'

const shift = (startsAt: string, endsAt: string): Shift => ({ id: startsAt, version: 1, community: 'c', person: 'p', post: 'repair', startsAt, endsAt, state: 'planned', roster: null })

describe('the week of a roster', () => {
  it('begins on Monday, in every month', () => {
    expect(['2026-11-16', '2026-11-21', '2026-11-22', '2026-11-23', '2027-01-01'].map(mondayOf)).toEqual(['2026-11-16', '2026-11-16', '2026-11-16', '2026-11-23', '2026-12-28'])
  })

  it('shows a night shift where it begins and where it ends', () => {
    const days = ['2026-11-20', '2026-11-21', '2026-11-22']
    const bars = barsOf([shift('2026-11-20T14:00:00Z', '2026-11-20T22:00:00Z')], days, 'Asia/Shanghai')
    expect(bars.map((day) => day.map(({ from, to, begins, left, width }) => [from, to, begins, Math.round(left), Math.round(width)]))).toEqual([
      [['22:00', '06:00', true, 92, 8]], [['22:00', '06:00', false, 0, 25]], [],
    ])
  })

  it('keeps the clock of its community through daylight saving', () => {
    for (const date of ['2026-10-24', '2026-10-25', '2026-10-26', '2026-03-29']) expect(localOf(instantOf(date, '08:00', 'Europe/Berlin'), 'Europe/Berlin')).toEqual({ date, clock: '08:00' })
    expect(new Date(instantOf('2026-10-25', '02:30', 'Europe/Berlin')).toISOString()).toBe('2026-10-25T00:30:00.000Z')
    expect(instantOf('2026-03-29', '02:30', 'Europe/Berlin')).toBeGreaterThan(instantOf('2026-03-29', '01:59', 'Europe/Berlin'))
    expect(daysAfter('2026-10-24', 2)).toBe('2026-10-26')
  })

  it('counts hours over midnight', () => {
    expect([minutesBetween('08:00', '16:00'), minutesBetween('22:00', '06:00'), minutesBetween('08:00', '08:00')]).toEqual([480, 480, 1_440])
    expect(clockAfter('22:00', 480)).toBe('06:00')
  })
})

it('a rule that the form wrote is read as it was meant, and others are left to calendars', () => {
  const repeats: Repeat[] = [{ kind: 'days', every: 1 }, { kind: 'days', every: 4 }, { kind: 'weeks', every: 2, days: ['MO', 'FR'] }, { kind: 'months', every: 3, day: -1 }]
  for (const repeat of repeats) expect(repeatOf(ruleOf(repeat), '2026-11-21')).toEqual(repeat)
  expect(repeatOf('FREQ=WEEKLY', '2026-11-21')).toEqual({ kind: 'weeks', every: 1, days: ['SA'] })
  expect(repeatOf('FREQ=MONTHLY;BYDAY=1MO', '2026-11-21')).toBeNull()
  expect(repeatOf('FREQ=DAILY;BYDAY=MO', '2026-11-21')).toBeNull()
})
