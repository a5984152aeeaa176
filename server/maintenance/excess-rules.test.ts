import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atLeast, excesses, type Spot } from './excess-rules.ts'

const spots = (...counts: number[]): Spot[] => counts.map((count, i) => ({ key: String.fromCodePoint(97 + i), kind: 'lift', count, size: 1 }))

describe('what breaks more than its kind', () => {
  it('is found against the others, the least likely first', () => {
    expect(excesses(spots(1, 9, 2, 1, 14, 0)).map(({ key }) => key)).toEqual(['e', 'b'])
    expect(excesses(spots(9, 9, 9, 9))).toEqual([])
    expect(excesses(spots(2, 0, 0, 0, 0, 0)), 'two are bad luck').toEqual([])
  })

  it('is judged by size: the tower with ten times the households may break ten times as often', () => {
    const sized = (size: number): Spot[] => [...spots(1, 1, 1, 1), { key: 'tower', kind: 'lift', count: 10, size }]
    expect(excesses(sized(1)).map(({ key }) => key)).toEqual(['tower'])
    expect(excesses(sized(10))).toEqual([])
  })

  it('is measured against all where it is alone of its kind', () => {
    const pump = (count: number): Spot => ({ key: 'pump', kind: 'pump', count, size: 1 })
    expect(excesses([pump(8), ...spots(1, 1, 0)]).map(({ key }) => key)).toEqual(['pump'])
    expect(excesses([pump(8), ...spots(8, 9, 7)])).toEqual([])
  })

  it('knows the chance of so many or more', () => {
    expect(atLeast(0, 3)).toBeCloseTo(1)
    expect(atLeast(1, 2)).toBeCloseTo(1 - Math.exp(-2))
    expect(atLeast(5, 1)).toBeCloseTo(0.00366, 5)
    fc.assert(fc.property(fc.integer({ min: 0, max: 120 }), fc.double({ min: 0.1, max: 60, noNaN: true }), (count, mean) => {
      const [some, more] = [atLeast(count, mean), atLeast(count + 1, mean)]
      expect(some).toBeGreaterThanOrEqual(0)
      expect(some).toBeLessThanOrEqual(1 + 1e-9)
      expect(more).toBeLessThanOrEqual(some + 1e-9)
    }))
  })
})
