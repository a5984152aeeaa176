import { expect, test } from 'vitest'
import type { Alarm } from '#shared/alarms.ts'
import { flooded, isUponUs, raisedWithin } from './flood-rules.ts'

const now = Date.parse('2026-11-22T03:00:00Z')
const at = (minutes: number) => ({ raisedAt: new Date(now - minutes * 60_000).toISOString() })

test('a flood begins above ten in ten minutes and ends below five', () => {
  expect([flooded(10, false), flooded(11, false), flooded(5, true), flooded(4, true)]).toEqual([false, true, true, false])
})

test('only what was raised in the last ten minutes is counted', () => {
  expect(raisedWithin([at(0), at(9.9), at(10.1), at(600)], now)).toBe(2)
})

test('what is put aside, rehearsed or only a test of its sender comes upon nobody', () => {
  const alarm = (over: Partial<Alarm>) => isUponUs({ state: 'unacknowledged', mode: 'real', ...over })
  expect([alarm({}), alarm({ state: 'acknowledged' }), alarm({ state: 'shelved' }), alarm({ state: 'suppressed' }), alarm({ mode: 'a-drill' }), alarm({ exercise: 'test' })]).toEqual([true, true, false, false, false, false])
})
