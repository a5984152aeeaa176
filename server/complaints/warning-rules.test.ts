import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limitOf, warningsOf, type WeekCount } from './warning-rules.ts'

const weeks = (now: number, before: readonly number[]): WeekCount[] =>
  [now, ...before].map((count, week) => ({ community: 'c', category: 'cleaning' as const, week, title: '垃圾', count })).filter(({ count }) => count > 0)
const warned = (now: number, before: readonly number[], known = 8) => warningsOf(weeks(now, before), () => known).length > 0

describe('an early warning', () => {
  it('comes above mean and three deviations of a count, and never for a handful', () => {
    expect(limitOf([4, 4, 4, 4, 4, 4, 4, 4])).toEqual({ usual: 4, limit: 10 })
    expect(warned(10, [4, 4, 4, 4, 4, 4, 4, 4])).toBe(false)
    expect(warned(11, [4, 4, 4, 4, 4, 4, 4, 4])).toBe(true)
    expect(warned(4, [0, 0, 0, 0, 0, 0, 0, 0]), 'a small category').toBe(false)
    expect(warned(5, [0, 0, 0, 0, 0, 0, 0, 0])).toBe(true)
  })

  it('lets a category that comes in bunches have its bunches', () => {
    expect(warned(14, [0, 16, 0, 0, 12, 0, 0, 4])).toBe(false)
  })

  it('needs weeks to compare with', () => {
    expect(warned(20, [2, 2, 2], 3)).toBe(false)
    expect(warned(20, [2, 2, 2, 2], 4)).toBe(true)
  })

  it('is never given for a week that the weeks before had too', () => {
    fc.assert(fc.property(fc.array(fc.nat(40), { minLength: 8, maxLength: 8 }), fc.nat(7), (before, same) => !warned(before[same] ?? 0, before)))
  })
})
