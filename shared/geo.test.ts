import { expect, it } from 'vitest'
import { isRing, type LonLat } from './geo.ts'

it('a ring ends where it begins and has something in it', () => {
  const corners: LonLat[] = [[120, 30], [120.001, 30], [120.001, 30.001]]
  const [first = [0, 0]] = corners
  expect(isRing([...corners, first])).toBe(true)
  expect(isRing([...corners, first].toReversed())).toBe(true)
  expect(isRing([...corners, [120, 30.001]])).toBe(false)
  expect(isRing([first, first, first, first])).toBe(false)
  expect(isRing([first, [120.001, 30], [120.002, 30], first])).toBe(false)
  expect(isRing([])).toBe(false)
})
