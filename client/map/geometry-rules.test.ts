import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance, type LonLat } from '#shared/geo.ts'
import { between, boxOf, circle, roof } from './geometry-rules.ts'

const place = fc.tuple(fc.double({ min: -170, max: 170, noNaN: true }), fc.double({ min: -60, max: 60, noNaN: true }))

test('every corner of a circle is as far as it says', () => {
  fc.assert(
    fc.property(place, fc.integer({ min: 5, max: 500 }), (center, metres) => {
      const area = circle(center, metres)
      const ring = area.type === 'Polygon' ? (area.coordinates[0] ?? []) : []
      expect(ring[0]).toEqual(ring.at(-1))
      for (const corner of ring) expect(Math.abs(distance(center, corner) - metres)).toBeLessThan(metres * 0.01)
    }),
  )
})

test('a box holds everything, and there is none around nothing', () => {
  expect(boxOf([])).toBeNull()
  expect(boxOf([{ type: 'Point', coordinates: [1, 2] }, { type: 'LineString', coordinates: [[0, 5], [3, 1]] }])).toEqual([0, 1, 3, 5])
})

test('the mark of a building is on its northern edge', () => {
  const ring: LonLat[] = [[0, 0], [2, 0], [2, 1], [0, 1], [0, 0]]
  expect(roof({ type: 'Polygon', coordinates: [ring] })).toEqual([1, 1])
})

test('half way is half way', () => {
  expect(between([0, 0], [2, 4], 0.5)).toEqual([1, 2])
})
