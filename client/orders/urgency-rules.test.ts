import { expect, test } from 'vitest'
import type { Order } from '#shared/orders.ts'
import { byPromise, counted, urgency } from './urgency-rules.ts'

const start = Date.parse('2026-11-21T00:00:00Z')
const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString()
const order = (over: Partial<Order>): Order => ({
  id: 'o', version: 1, number: '1', community: 'c', building: null, place: '', point: null, category: 'repair', priority: 'normal', source: 'app', title: '', description: '', reporter: null,
  state: 'reported', assignee: null, alarm: null, reportedAt: at(0), assignedAt: null, respondedAt: null, arrivedAt: null, finishedAt: null, closedAt: null, respondBy: at(20), arriveBy: at(30),
  finishBy: at(240), late: [], mode: 'real', ...over,
})

test('the clock of the running promise is calm, then soon, then late', () => {
  const tone = (minutes: number) => urgency(order({}), start + minutes * 60_000).tone
  expect([tone(5), tone(16), tone(21)]).toEqual(['calm', 'soon', 'late'])
})

test('an accepted order runs against arrival, work that is done against nothing', () => {
  expect(urgency(order({ state: 'accepted', respondedAt: at(5) }), start)).toMatchObject({ promise: 'arrive', left: 1800 })
  expect(urgency(order({ state: 'done', respondedAt: at(5), finishedAt: at(9) }), start)).toMatchObject({ tone: 'done', left: null })
})

test('soonest first; late for more than a day after what can still be kept; work that is done last', () => {
  const now = start + 3 * 86_400_000
  const late = (id: string, minutes: number) => order({ id, respondBy: new Date(now - minutes * 60_000).toISOString() })
  const rows = [order({ id: 'done', state: 'done', respondedAt: at(5), finishedAt: at(9) }), late('days', 3000), order({ id: 'next', respondBy: new Date(now + 60_000).toISOString() }), late('just', 10)]
  expect(rows.toSorted(byPromise(now)).map((row) => row.id)).toEqual(['just', 'next', 'days', 'done'])
})

test('counts say how many are open, late, and soon late', () => {
  expect(counted([order({}), order({ respondBy: at(100) }), order({ state: 'done', respondedAt: at(5), finishedAt: at(9) })], start + 21 * 60_000)).toEqual({ open: 3, late: 1, soon: 0 })
})

test('a clock that stands still is calm, and comes after those that run', () => {
  const waiting = order({ id: 'waits', state: 'waiting', respondedAt: at(5), arrivedAt: at(9), waiting: { reason: 'part', since: at(10), until: at(100), paused: true } })
  expect(urgency(waiting, start + 300 * 60_000)).toMatchObject({ tone: 'calm', paused: true })
  expect([waiting, order({ id: 'runs' })].toSorted(byPromise(start)).map(({ id }) => id)).toEqual(['runs', 'waits'])
})
