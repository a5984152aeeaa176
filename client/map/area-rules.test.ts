import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LonLat } from '#shared/geo.ts'
import { addCorner, ringOf } from './area-rules.ts'

const corner = fc.tuple(fc.double({ min: 119, max: 121, noNaN: true }), fc.double({ min: 29, max: 31, noNaN: true })).map(([lon, lat]): LonLat => [lon, lat])

it('closes a ring of three corners or more, within what a start may say', () => {
  fc.assert(fc.property(fc.array(corner, { maxLength: 260 }), (clicks) => {
    const corners = clicks.reduce<readonly LonLat[]>(addCorner, [])
    const ring = ringOf(corners)
    if (!ring) return
    expect(ring.length).toBeGreaterThanOrEqual(4)
    expect(ring.length).toBeLessThanOrEqual(200)
    expect(ring.at(-1)).toEqual(ring[0])
    expect(ring.slice(0, -1)).toEqual(corners)
  }))
  expect(ringOf([[120, 30], [120.001, 30]])).toBeNull()
  expect(ringOf([[120, 30], [120.001, 30], [120.001, 30.001]])).toHaveLength(4)
})

it('encloses something: corners on one line are no area', () => {
  expect(ringOf([[120, 30], [121, 30], [122, 30]])).toBeNull()
})

it('takes the second click of a double click for no corner of its own', () => {
  const at: LonLat = [120, 30]
  expect(addCorner([at], at)).toEqual([at])
  expect(addCorner([at], [120.0001, 30])).toHaveLength(2)
})
