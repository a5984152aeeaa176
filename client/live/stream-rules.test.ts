import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fact } from '#shared/facts.ts'
import type { Order } from '#shared/orders.ts'
import type { Frame } from '#shared/watch.ts'
import { arrive, emptyStream, type Stream } from './stream-rules.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

function order(n: number, version: number): Order {
  return {
    id: id(n), version, number: `${n}`, community: id(900), building: null, place: '', point: null, category: 'repair', priority: 'normal', source: 'app', title: `v${version}`,
    description: '', reporter: null, state: 'reported', assignee: null, alarm: null, reportedAt: '2026-11-21T00:00:00Z', assignedAt: null, respondedAt: null, arrivedAt: null,
    finishedAt: null, closedAt: null, respondBy: '2026-11-21T00:20:00Z', arriveBy: null, finishBy: '2026-11-21T08:00:00Z', late: [], mode: 'real',
  }
}
const fact = (seq: number, n: number, version: number): Fact => ({
  seq, at: '2026-11-21T00:00:00Z', name: 'order.reported', id: id(n), version, community: id(900), mode: 'real', by: { kind: 'system', id: 's', name: 's' }, command: id(1), body: order(n, version),
})
const frame = (from: number, to: number, facts: Fact[] = []): { kind: 'frame'; frame: Frame } => ({ kind: 'frame', frame: { from, to, facts, catalogue: false } })
const noRows = { order: [], alarm: [], person: [], shift: [], run: [], activation: [] }
const opened = (cursor: number): Stream => arrive(emptyStream(), { kind: 'snapshot', cursor, rows: noRows }).stream
const beat = (from: number, to: number, head: number, received: number) =>
  ({ kind: 'beat', received, beat: { from, to, head, at: received, feeds: { requests: null, alarms: null, positions: null, telemetry: null, alertmanager: null, cap: null }, walls: [] as never[], deaf: [] as never[], quarantined: 0, proven: null } }) as const

test('a screen that holds nothing asks once, whatever comes first', () => {
  const first = arrive(emptyStream(), frame(5, 6))
  expect(first.ask).toBe(true)
  expect(arrive(first.stream, frame(6, 7)).ask).toBe(false)
})

test('a frame beyond the cursor is a gap: nothing of it is applied and the screen asks again from its cursor', () => {
  const { stream, ask } = arrive(opened(10), frame(12, 13, [fact(13, 1, 1)]))
  expect(ask).toBe(true)
  expect(stream.cursor).toBe(10)
  expect(stream.picture.order.size).toBe(0)
})

test('a frame that overlaps applies only what is new', () => {
  const { stream, ask } = arrive(opened(10), frame(8, 12, [fact(9, 1, 1), fact(11, 2, 1)]))
  expect(ask).toBe(false)
  expect(stream.cursor).toBe(12)
  expect([...stream.picture.order.keys()]).toEqual([id(2)])
})

test('a beat moves the cursor over facts that were not for this watch', () => {
  expect(arrive(opened(10), beat(10, 14, 14, 0)).stream.cursor).toBe(14)
})

test('a head that stays ahead is remembered from the first beat that told of it, and forgotten when it has been served', () => {
  const first = arrive(opened(10), beat(10, 10, 20, 1000)).stream
  const second = arrive(first, beat(10, 15, 30, 3000)).stream
  expect(second.behind).toEqual({ head: 20, since: 1000 })
  expect(arrive(second, beat(15, 25, 30, 5000)).stream.behind).toEqual({ head: 30, since: 5000 })
  expect(arrive(second, beat(15, 30, 30, 5000)).stream.behind).toBeNull()
})

test('however frames are lost, doubled or late, a screen that asks at each gap ends where one that lost nothing ends', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom('once', 'twice', 'lost')), { minLength: 1, maxLength: 60 }), (steps) => {
      const facts = steps.map(([n], index) => fact(index + 1, n, index + 1))
      const whole = facts.reduce((stream, one) => arrive(stream, frame(one.seq - 1, one.seq, [one])).stream, opened(0))
      let lossy = opened(0)
      const hear = (from: number, to: number) => {
        const { stream, ask } = arrive(lossy, frame(from, to, facts.slice(from, to)))
        lossy = ask ? { ...stream, asking: false } : stream
        if (ask) hear(stream.cursor ?? 0, to)
      }
      steps.forEach(([, way], index) => {
        if (way !== 'lost') hear(index, index + 1)
        if (way === 'twice') hear(index, index + 1)
      })
      hear(facts.length, facts.length)
      expect(lossy.cursor).toBe(whole.cursor)
      expect([...lossy.picture.order.values()].map((row) => `${row.id} ${row.version}`).toSorted((a, b) => a.localeCompare(b))).toEqual([...whole.picture.order.values()].map((row) => `${row.id} ${row.version}`).toSorted((a, b) => a.localeCompare(b)))
    }),
  )
})
