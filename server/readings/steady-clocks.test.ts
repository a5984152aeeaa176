import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SteadyClocks } from './steady-clocks.ts'

const hour = 3_600_000

describe('a device whose values come late', () => {
  it('by always as much is of now from its second value on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 600_001, max: 90 * 24 * hour }), fc.integer({ min: 5_000, max: 600_000 }), fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 2, maxLength: 20 }), (behind, every, jitter) => {
        const clocks = new SteadyClocks()
        const told = jitter.map((off, i) => clocks.isSteady('a', behind + off, i * every))
        expect(told).toEqual(jitter.map((_, i) => i > 0))
      }),
    )
  })

  it('because it was cut off is not, however fast what was kept is handed on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 48 }), fc.integer({ min: 5_000, max: 60_000 }), fc.integer({ min: 1, max: 20_000 }), (hours, measured, handed) => {
        fc.pre(handed <= measured / 2)
        const clocks = new SteadyClocks()
        for (let i = 0; i < 50; i++) expect(clocks.isSteady('a', hours * hour - i * (measured - handed), i * handed)).toBe(false)
      }),
    )
  })

  it('is known anew after its clock was right', () => {
    const clocks = new SteadyClocks()
    clocks.isSteady('a', hour, 0)
    clocks.forget('a')
    expect(clocks.isSteady('a', hour, 10_000)).toBe(false)
    expect(clocks.isSteady('b', hour, 20_000)).toBe(false)
    expect(clocks.isSteady('a', hour, 20_000)).toBe(true)
  })
})
