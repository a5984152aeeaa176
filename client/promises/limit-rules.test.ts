import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limitUnits } from '#shared/promises.ts'
import { limitOf, saidOf } from './limit-rules.ts'

describe('a limit', () => {
  it('is said in the largest unit that people use for it', () => {
    const said = (amount: number) => Object.values(saidOf({ unit: 'minutes', amount })).join(' ')
    expect([20, 90, 120, 1440, 4320, 10_080].map(said)).toEqual(['minutes 20', 'minutes 90', 'hours 2', 'hours 24', 'hours 72', 'whole-days 7'])
    expect(saidOf({ unit: 'working-minutes', amount: 240 })).toEqual({ unit: 'working-hours', amount: 4 })
    expect(saidOf({ unit: 'days', amount: 0 })).toEqual({ unit: 'days', amount: 0 })
  })

  it('is the same limit again when it is read back', () => {
    fc.assert(fc.property(fc.constantFrom(...limitUnits), fc.nat(527_040), (unit, amount) => {
      expect(limitOf(saidOf({ unit, amount }))).toEqual({ unit, amount })
    }))
  })
})
