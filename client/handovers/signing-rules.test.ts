import { expect, test } from 'vitest'
import { mainSide } from './signing-rules.ts'

const [one, other] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']

test('of two sides the first is that of the one on the roster, and else the one that is waited for', () => {
  expect(mainSide(['give', 'take'], { outgoing: one }, { person: one })).toBe('give')
  expect(mainSide(['give', 'take'], { outgoing: one }, { person: other })).toBe('take')
  expect(mainSide(['give', 'take'], { outgoing: one }, { person: null })).toBe('take')
  expect(mainSide(['give'], { outgoing: one }, { person: null })).toBe('give')
  expect(mainSide([], { outgoing: null }, { person: null })).toBeNull()
})
