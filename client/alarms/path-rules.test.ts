import { expect, test } from 'vitest'
import type { Timeline } from '#shared/queries.ts'
import { pathOf } from './path-rules.ts'

const timeline = (...names: string[]): Timeline =>
  names.map((name, i) => ({ seq: i, at: `2026-11-22T03:00:0${i}.000Z`, name, version: i + 1, mode: 'real', by: name === 'acknowledged' || name === 'reset' ? { kind: 'person', id: 'u', name: '赵敏' } : { kind: 'key', id: 'k', name: 'eba' } }))
    .map((row) => ({ ...row, name: `alarm.${row.name}` }) as Timeline[number])
const states = (path: ReturnType<typeof pathOf>) => path.map(({ state }) => state)

test('an alarm that is seen and goes is back to normal; one that latches waits to be reset', () => {
  const seen = timeline('raised', 'linked', 'acknowledged', 'cleared')
  expect(pathOf(seen, false, 'normal')).toMatchObject([{ state: 'unacknowledged', by: null }, { state: 'acknowledged', by: '赵敏' }, { state: 'normal', by: null }])
  expect(states(pathOf(seen, true, 'latched'))).toEqual(['unacknowledged', 'acknowledged', 'latched'])
  expect(states(pathOf(timeline('raised', 'cleared', 'acknowledged', 'reset'), true, 'normal'))).toEqual(['unacknowledged', 'returned', 'latched', 'normal'])
})

test('repeats are no steps, and what is put aside comes back as what it then is', () => {
  expect(states(pathOf(timeline('raised', 'repeated', 'shelved', 'cleared', 'released'), false, 'normal'))).toEqual(['unacknowledged', 'shelved', 'normal'])
  expect(states(pathOf(timeline('raised', 'suppressed', 'released'), false, 'unacknowledged'))).toEqual(['unacknowledged', 'suppressed', 'unacknowledged'])
})

test('the last step is the state that it is known to be in', () => {
  expect(states(pathOf(timeline('raised', 'cleared'), false, 'unacknowledged'))).toEqual(['unacknowledged', 'unacknowledged'])
  expect(pathOf([], false, 'normal')).toEqual([])
})
