import { expect, test } from 'vitest'
import type { Order } from '#shared/orders.ts'
import type { Person } from '#shared/people.ts'
import type { Picture } from '#shared/picture.ts'
import type { Shift } from '#shared/shifts.ts'
import { dutyCounts, duties } from './duty-rules.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const hour = 3_600_000
const person = (id: string, post: Person['post'] = 'repair'): Person => ({ id, version: 1, community: 'c', code: id, name: { zh: id, en: id }, post, skills: [] })
const shift = (who: string, from: number, to: number): Shift => ({ id: `s-${who}`, version: 1, community: 'c', person: who, post: 'repair', startsAt: new Date(now + from * hour).toISOString(), endsAt: new Date(now + to * hour).toISOString() })
const map = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]))
const order = (assignee: string, state: Order['state']) => ({ id: `o-${assignee}`, assignee, state, reportedAt: new Date(now).toISOString(), assignedAt: null }) as unknown as Order
const places = (age: Record<string, number>, located = true) => ({
  of: (id: string) => (age[id] === undefined ? undefined : { person: id, community: 'c', at: now - age[id] * 1000, point: [0, 0] as [number, number], accuracy: null, battery: null }),
  located: () => located,
})

test('who is on shift now is free, busy with an order, or silent after ten minutes without a position', () => {
  const held = { activation: new Map(), person: map(['free', 'busy', 'silent', 'lost', 'off'].map((id) => person(id))), shift: map([shift('free', -1, 1), shift('busy', -1, 1), shift('silent', -1, 1), shift('lost', -1, 1), shift('off', 1, 2)]), order: map([order('busy', 'accepted')]), run: new Map() }
  const list = duties(held, places({ free: 5, busy: 5, silent: 700, off: 5 }), now)
  expect(Object.fromEntries(list.map((duty) => [duty.person.id, duty.state]))).toEqual({ free: 'free', busy: 'busy', silent: 'silent', lost: 'silent' })
  expect(dutyCounts(list)).toEqual({ free: 1, busy: 1, silent: 2 })
  expect(list[0]?.person.id).toBe('free')
})

test('an order that waits for its call-back keeps nobody busy', () => {
  const held = { activation: new Map(), person: map([person('a')]), shift: map([shift('a', -1, 1)]), order: map([order('a', 'done')]), run: new Map() }
  expect(duties(held, places({ a: 1 }), now)[0]?.state).toBe('free')
})

test('a duty manager has no tracker and is not silent for it', () => {
  const held = { activation: new Map(), person: map([person('m', 'duty-manager')]), shift: map([shift('m', -1, 1)]), order: new Map(), run: new Map() }
  expect(duties(held, places({}), now)[0]?.state).toBe('free')
})

test('who is not shown where people are does not take them for silent', () => {
  const held = { activation: new Map(), person: map([person('free'), person('busy')]), shift: map([shift('free', -1, 1), shift('busy', -1, 1)]), order: map([order('busy', 'accepted')]), run: new Map() }
  const list = duties(held, places({}, false), now)
  expect(Object.fromEntries(list.map((duty) => [duty.person.id, duty.state]))).toEqual({ free: 'free', busy: 'busy' })
})

test('who has a step of a plan in hand is busy with it, whatever else they have; in a drill they can be sent', () => {
  const run = (mode: string, state: string) => map([{ id: 'p', mode, steps: [{ key: 's', state, holder: { person: 'a' } }] }]) as unknown as Picture['activation']
  const at = (activation: Picture['activation']) => duties({ activation, person: map([person('a')]), shift: map([shift('a', -1, 1)]), order: new Map(), run: new Map() }, places({ a: 1 }), now)[0]
  expect(at(run('real', 'open'))).toMatchObject({ state: 'busy', step: { key: 's' } })
  expect(at(run('real', 'done'))).toMatchObject({ state: 'free', step: null })
  expect(at(run('a-drill', 'open'))).toMatchObject({ state: 'free', step: null })
})
