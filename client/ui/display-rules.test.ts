import { expect, test } from 'vitest'
import { distanceScale } from './display-rules.ts'

/** Height in millimetres of the smallest letters of a wall of 0.8 m and 1080 lines, at a scale. */
const millimetres = (scale: number) => ((16 * 0.72 * 0.8) / 1080) * 1000 * scale

test('letters reach the height that the field asks for at 3, 5 and 8 metres', () => {
  for (const [metres, wanted] of [[3, 14], [5, 23], [8, 37]] as const) {
    const scale = distanceScale(0.8, metres, 1080, 16)
    expect(Math.abs(millimetres(scale) - wanted)).toBeLessThan(0.6)
  }
})

test('a screen on a desk stays as it is, and nonsense changes nothing', () => {
  expect(distanceScale(0.3, 0.5, 1080, 16)).toBe(1)
  expect(distanceScale(0, 5, 1080, 16)).toBe(1)
  expect(distanceScale(Number.NaN, 5, 1080, 16)).toBe(1)
})
