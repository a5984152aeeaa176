import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance, type LonLat } from '#shared/geo.ts'
import { asItLies, atlasOf, type Estate } from './atlas-rules.ts'
import { boxOf, circle } from './geometry-rules.ts'

const estates = fc
  .array(fc.record({ lon: fc.double({ min: 75, max: 130, noNaN: true }), lat: fc.double({ min: 18, max: 50, noNaN: true }), metres: fc.integer({ min: 50, max: 800 }), group: fc.constantFrom('a', 'b', 'c') }), { minLength: 2, maxLength: 20 })
  .map((rows) => rows.map((row, index): Estate => ({ id: `e${index}`, group: row.group, center: [row.lon, row.lat], shapes: [circle([row.lon, row.lat], row.metres)] })))

test('no estate of an atlas lies on another', () => {
  fc.assert(
    fc.property(estates, (all) => {
      const atlas = atlasOf(all)
      const boxes = all.map((estate) => boxOf(estate.shapes.map((shape) => atlas.shape(estate.id, shape))))
      boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => expect(a && b && a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]).toBe(false)))
    }),
  )
})

test('an estate keeps its measures in an atlas', () => {
  const center: LonLat = [120, 30]
  const atlas = atlasOf([{ id: 'e', group: 'a', center, shapes: [circle(center, 300)] }, { id: 'f', group: 'a', center: [104, 31], shapes: [circle([104, 31], 100)] }])
  const east: LonLat = [120.002, 30.001]
  expect(Math.abs(distance(atlas.point('e', center), atlas.point('e', east)) - distance(center, east))).toBeLessThan(0.5)
})

test('one estate lies where it lies', () => {
  expect(asItLies.point('e', [120, 30])).toEqual([120, 30])
})
