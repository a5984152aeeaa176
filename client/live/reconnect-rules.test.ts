import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstSpread, laterSpread, waitBefore } from './reconnect-rules.ts'

test('the first return is spread over ten seconds in full', () => {
  expect(waitBefore(1, 0)).toBe(0)
  expect(waitBefore(1, 0.999)).toBeGreaterThan(firstSpread * 0.99)
})

test('who came too early tries again soon, however often', () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => waitBefore(attempt, random) <= laterSpread))
})
