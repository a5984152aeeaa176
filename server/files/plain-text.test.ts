import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Typed } from '#shared/text.ts'
import { plainLine, plainText } from './plain-text.ts'

it('is what every typed field takes, whatever it was made of', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, most) => Typed(most).safeParse(plainText(text, most)).success))
})

it('never ends in half a character', () => {
  expect(plainText('ab🏠', 3)).toBe('ab')
  expect(plainText('a\u0000b\ud800c', 10)).toBe('abc')
  expect(plainLine(' a\r\n b\t', 10)).toBe('a b')
})
