import { expect, test } from 'vitest'
import { paintingOf } from './wall-rules.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString()

test('a wall paints, has stopped, is cut off, or never began', () => {
  expect(paintingOf({ paintedAt: ago(5), connected: true }, now)).toEqual({ state: 'painting', seconds: 5 })
  expect(paintingOf({ paintedAt: ago(20), connected: true }, now)).toEqual({ state: 'silent', seconds: 20 })
  expect(paintingOf({ paintedAt: ago(5), connected: false }, now)).toEqual({ state: 'cut', seconds: 5 })
  expect(paintingOf({ paintedAt: null, connected: false }, now)).toEqual({ state: 'never' })
})

test('a clock that is behind makes no negative age', () => {
  expect(paintingOf({ paintedAt: ago(-5), connected: true }, now)).toEqual({ state: 'painting', seconds: 0 })
})
