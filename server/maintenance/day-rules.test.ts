import { describe, expect, it } from 'vitest'
import { spread, workingDays } from './day-rules.ts'

const calendar = { weekdays: [1, 2, 3, 4, 5], holidays: [{ day: '2026-10-01', name: '国庆节' }, { day: '2026-10-02', name: '国庆节' }], workdays: ['2026-10-10'] }

describe('days for maintenance', () => {
  it('are those that are worked: no holiday, and the Saturday that is worked in its place', () => {
    const days = workingDays('2026-10', '2026-10-01', calendar)
    expect(days.slice(0, 6)).toEqual(['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08', '2026-10-09', '2026-10-10'])
    expect(workingDays('2026-10', '2026-10-30', calendar)).toEqual(['2026-10-30'])
    expect(workingDays('2026-10', '2026-11-01', calendar)).toEqual([])
  })

  it('spread the work, keep off the busiest weekday, and come just before faults gather', () => {
    const days = workingDays('2026-11', '2026-11-01', calendar)
    const four = spread(Array.from({ length: 4 }, () => ({ hours: 4, gathers: null })), days, new Map(), 1)
    expect(new Set(four).size).toBe(4)
    expect(four).not.toContain('2026-11-02')
    // Faults of Fridays are met on a Thursday, those of Sundays on a Friday.
    expect(spread([{ hours: 2, gathers: 5 }, { hours: 2, gathers: 7 }], days, new Map(), null)).toEqual(['2026-11-05', '2026-11-06'])
    // A day that is full already is passed over.
    expect(spread([{ hours: 2, gathers: 5 }], days, new Map([['2026-11-05', 8]]), null)).toEqual(['2026-11-12'])
    expect(spread([{ hours: 2, gathers: null }], [], new Map(), null)).toEqual([])
  })
})
