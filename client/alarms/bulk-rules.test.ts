import { expect, test } from 'vitest'
import type { Alarm } from '#shared/alarms.ts'
import { chunksOf, leftByFault, movable, together } from './bulk-rules.ts'

test('a long choice goes in parts that lose none', () => {
  const ids = Array.from({ length: 1201 }, (_, i) => String(i))
  expect(chunksOf(ids, 500).map((part) => part.length)).toEqual([500, 500, 201])
  expect(chunksOf(ids, 500).flat()).toEqual(ids)
  expect(chunksOf([], 500)).toEqual([])
})

test('what is seen already is not acknowledged again', () => {
  const alarms = (['unacknowledged', 'acknowledged', 'returned'] as const).map((state) => ({ id: state, state }) as Alarm)
  expect(movable(alarms, 'acknowledge').map(({ id }) => id)).toEqual(['unacknowledged', 'returned'])
  expect(movable(alarms, 'comment')).toHaveLength(3)
})

test('outcomes of parts are one outcome, and what was left is told by why', () => {
  const outcome = together([{ done: ['a'], left: [{ id: 'b', fault: 'conflict' }] }, { done: ['c'], left: [{ id: 'd', fault: 'illegal-move' }, { id: 'e', fault: 'conflict' }] }])
  expect(outcome.done).toEqual(['a', 'c'])
  expect(leftByFault(outcome)).toEqual([{ fault: 'conflict', ids: ['b', 'e'] }, { fault: 'illegal-move', ids: ['d'] }])
})
