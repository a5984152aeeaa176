import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fact } from '#shared/facts.ts'
import { countHeat, dayBefore, happeningOf, localTime, oldestHour, type Happening } from './heat-rules.ts'

const now = Date.parse('2026-03-10T10:30:00Z')
const happening = fc.record({
  community: fc.constantFrom('c1', 'c2'),
  building: fc.constantFrom('b1', 'b2'),
  category: fc.constantFrom('repair', 'alarm'),
  at: fc.integer({ min: now - 5 * 86_400_000, max: now }),
})
const zoneOf = (community: string) => (community === 'c1' ? 'Asia/Shanghai' : 'America/St_Johns')
const total = (rows: { count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0)

describe('heat', () => {
  it('counts everything once by day and by hour of the week, and what is recent by hour', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (all: Happening[]) => {
        const { days, hours, profile } = countHeat(all, zoneOf, now)
        expect(total(days)).toBe(all.length)
        expect(total(profile)).toBe(all.length)
        expect(total(hours)).toBe(all.filter(({ at }) => at >= oldestHour(now)).length)
        const keys = days.map(({ community, building, category, day }) => [community, building, category, day].join())
        expect(new Set(keys).size).toBe(keys.length)
        for (const { hourOfWeek } of profile) expect(hourOfWeek >= 0 && hourOfWeek < 168).toBe(true)
      }),
    )
  })

  it('cuts days and hours where the community lives', () => {
    const at = Date.parse('2026-03-09T16:30:00Z')
    expect(localTime('Asia/Shanghai', at)).toEqual({ day: '2026-03-10', hourOfWeek: 24 })
    expect(localTime('UTC', at)).toEqual({ day: '2026-03-09', hourOfWeek: 16 })
    expect(localTime('Nowhere/Nothing', at)).toEqual(localTime('UTC', at))
    expect(dayBefore('2026-03-01', 1)).toBe('2026-02-28')
  })

  it('knows nothing of drills, and of nothing that has no building', () => {
    const body = { community: 'c1', building: 'b1', category: 'repair', reportedAt: '2026-03-09T16:30:00.000Z' }
    const fact = (more: object, mode = 'real') => ({ name: 'order.reported', mode, body: { ...body, ...more } }) as unknown as Fact
    expect(happeningOf(fact({}))).toEqual({ community: 'c1', building: 'b1', category: 'repair', at: Date.parse(body.reportedAt) })
    expect(happeningOf(fact({}, 'a drill'))).toBeNull()
    expect(happeningOf(fact({ building: null }))).toBeNull()
  })
})
