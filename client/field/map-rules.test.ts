import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance } from '#shared/geo.ts'
import { boxAround, flatAround, pathOf } from './map-rules.ts'

test('within a community the plan is true to a metre in a kilometre', () => {
  const offset = fc.double({ min: -0.01, max: 0.01, noNaN: true })
  fc.assert(fc.property(fc.double({ min: -60, max: 60, noNaN: true }), offset, offset, (lat, east, north) => {
    const [from, to] = [[120, lat] as [number, number], [120 + east, lat + north] as [number, number]]
    const [x, y] = flatAround(from)(to)
    expect(Math.abs(Math.hypot(x, y) - distance(from, to))).toBeLessThan(1)
  }))
})

test('north is up and east is right', () => {
  const [x, y] = flatAround([120, 30])([120.001, 30.001])
  expect([x > 0, y < 0]).toEqual([true, true])
})

test('a box holds what it is about, in its proportion, and is never too small', () => {
  const points = fc.array(fc.tuple(fc.double({ min: -900, max: 900, noNaN: true }), fc.double({ min: -900, max: 900, noNaN: true })), { minLength: 1, maxLength: 9 })
  fc.assert(fc.property(points, (list) => {
    const { x, y, width, height } = boxAround(list, 0.9, 160)
    expect(width).toBeGreaterThanOrEqual(160)
    expect(width / height).toBeCloseTo(0.9)
    for (const [px, py] of list) expect(px >= x && px <= x + width && py >= y && py <= y + height).toBe(true)
  }))
})

test('shapes are drawn closed, lines open, points not at all', () => {
  const flat = flatAround([0, 0])
  expect(pathOf(flat, { type: 'Point', coordinates: [0, 0] })).toBe('')
  expect(pathOf(flat, { type: 'LineString', coordinates: [[0, 0], [0, 0.001]] })).toMatch(/^M0\.0 0\.0L0\.0 -111\.2$/)
  expect(pathOf(flat, { type: 'Polygon', coordinates: [[[0, 0], [0, 0.001], [0.001, 0], [0, 0]]] })).toMatch(/^M.*Z$/)
})
