import { expect, test } from 'vitest'
import type { Alarm } from '#shared/alarms.ts'
import { clockAt, nextClock } from './clock-rules.ts'

const at = (seconds: number) => new Date(Date.parse('2026-11-22T03:00:00Z') + seconds * 1000).toISOString()
const clock = (kind: 'answer' | 'start' | 'arrive', seconds: number, kept: number | null = null) => ({ kind, by: at(seconds), kept: kept === null ? null : at(kept), late: false })
const alarm = (over: Partial<Alarm> = {}) => ({ state: 'unacknowledged', raisedAt: at(0), clocks: [clock('answer', 30), clock('start', 180), clock('arrive', 900)], ...over }) as Alarm

test('the clock that runs out first is shown until it is kept, then the next', () => {
  expect(nextClock(alarm())).toMatchObject({ kind: 'answer', by: Date.parse(at(30)) })
  expect(nextClock(alarm({ state: 'acknowledged', clocks: [clock('answer', 30, 12), clock('start', 180), clock('arrive', 900)] }))).toMatchObject({ kind: 'start' })
  expect(nextClock(alarm({ clocks: [clock('answer', 30, 12)] }))).toBeNull()
  expect(nextClock(alarm({ clocks: null }))).toBeNull()
})

test('what has gone by itself owes an answer and no visit; what is put aside or rehearsed owes nothing', () => {
  expect(nextClock(alarm({ state: 'returned' }))).toMatchObject({ kind: 'answer' })
  expect(nextClock(alarm({ state: 'latched' }))).toBeNull()
  expect(nextClock(alarm({ state: 'shelved', active: true }))).toBeNull()
  expect(nextClock(alarm({ exercise: 'exercise' }))).toBeNull()
})

test('with a fifth of its time left it is soon late, after its time it is late', () => {
  const running = { kind: 'answer' as const, from: Date.parse(at(0)), by: Date.parse(at(30)) }
  expect([0, 23, 24, 30, 31].map((seconds) => clockAt(running, Date.parse(at(seconds))).tone)).toEqual(['calm', 'calm', 'soon', 'soon', 'late'])
  expect(clockAt(running, Date.parse(at(155))).left).toBe(-125)
})
