import { expect, test } from 'vitest'
import { judged } from './indicator-rules.ts'

test('colour only where a target is missed, and more of it where it is far', () => {
  expect([judged('promise-kept', 96), judged('promise-kept', 91), judged('promise-kept', 80)]).toEqual(['fine', 'off', 'far'])
  expect([judged('first-response', 20), judged('first-response', 21), judged('first-response', 30)]).toEqual(['fine', 'off', 'far'])
  expect(judged('promise-kept', null)).toBe('unknown')
})
