import { expect, test } from 'vitest'
import { shelvedUntil } from './shelve-rules.ts'

const now = Date.parse('2026-11-22T03:00:00Z')
const given = { shift: '2026-11-22T08:00:00.000Z', custom: '2026-11-22T12:00:00Z' }

test('a while counts from now, a shift has its end, a time of its own is taken as it is', () => {
  expect((['quarter', 'hour', 'four', 'shift', 'custom'] as const).map((end) => shelvedUntil(end, now, given))).toEqual([
    '2026-11-22T03:15:00.000Z', '2026-11-22T04:00:00.000Z', '2026-11-22T07:00:00.000Z', '2026-11-22T08:00:00.000Z', '2026-11-22T12:00:00.000Z',
  ])
})

test('what is past, further than a day, or no time at all is none', () => {
  expect(shelvedUntil('custom', now, { ...given, custom: '' })).toBeNull()
  expect(shelvedUntil('custom', now, { ...given, custom: '2026-11-22T02:59:59Z' })).toBeNull()
  expect(shelvedUntil('custom', now, { ...given, custom: '2026-11-23T03:00:01Z' })).toBeNull()
  expect(shelvedUntil('shift', now, { ...given, shift: null })).toBeNull()
})
