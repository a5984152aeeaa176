import fc from 'fast-check'
import { expect, test } from 'vitest'
import { severities, type Alarm } from '#shared/alarms.ts'
import { flooded, fold, needsAnswer } from './fold-rules.ts'

const start = Date.parse('2026-11-21T00:00:00Z')
let count = 0
const alarm = (over: Partial<Alarm> = {}): Alarm => ({
  id: `a${(count += 1)}`, version: 1, community: 'c', building: 'b', device: null, deviceName: null, kind: 'lift.fault', severity: 'minor', state: 'unacknowledged', text: '', point: null,
  raisedAt: new Date(start + count * 1000).toISOString(), deviceAt: null, acknowledgedAt: null, acknowledgedBy: null, clearedAt: null, count: 1, order: null, mode: 'real', ...over,
})
const some = fc
  .array(fc.record({ building: fc.constantFrom('b1', 'b2', 'b3', null), kind: fc.constantFrom('lift.fault', 'water.leak', 'littering'), severity: fc.constantFrom(...severities), state: fc.constantFrom('unacknowledged', 'acknowledged', 'returned' as const) }), { maxLength: 80 })
  .map((rows) => rows.map((row) => alarm(row)))

test('no alarm is ever off the list: the lines together stand for each once, and fit', () => {
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 12 }), (alarms, room) => {
      const lines = fold(alarms, room)
      const ids = lines.flatMap((line) => (line.kind === 'one' ? [line.alarm.id] : line.alarms.map((each) => each.id)))
      expect(ids.toSorted()).toEqual(alarms.map((each) => each.id).toSorted())
      expect(lines.length).toBeLessThanOrEqual(Math.max(room, 1))
    }),
  )
})

test('the first line is, or stands for, the worst alarm that nobody has answered', () => {
  fc.assert(
    fc.property(some, fc.integer({ min: 2, max: 12 }), (alarms, room) => {
      const open = alarms.filter(needsAnswer)
      const [line] = fold(alarms, room)
      if (open.length === 0 || !line) return
      const worst = Math.min(...open.map((each) => severities.indexOf(each.severity)))
      expect(severities.indexOf(line.kind === 'one' ? line.alarm.severity : line.worst.severity)).toBe(worst)
    }),
  )
})

test('a storm of one cause is one line and leaves a critical alarm alone on its own', () => {
  const critical = alarm({ severity: 'critical', kind: 'lift.trapped' })
  const lines = fold([...Array.from({ length: 50 }, () => alarm({ kind: 'littering' })), critical], 5)
  expect(lines[0]).toMatchObject({ kind: 'one', alarm: { id: critical.id } })
  expect(lines[1]).toMatchObject({ kind: 'fold', by: 'cause', unacknowledged: 50 })
})

test('three lesser alarms of one cause stay apart where there is room, four are one line', () => {
  expect(fold([alarm(), alarm(), alarm()], 9)).toHaveLength(3)
  expect(fold([alarm(), alarm(), alarm(), alarm()], 9)).toHaveLength(1)
})

test('a flood begins above ten in ten minutes and ends below five', () => {
  expect([flooded(10, false), flooded(11, false), flooded(5, true), flooded(4, true)]).toEqual([false, true, true, false])
})
