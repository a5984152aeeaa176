import { describe, expect, test } from 'vitest'
import type { Checklist } from '#shared/checklists.ts'
import type { Order } from '#shared/orders.ts'
import { leftOf, offerLeft, openOf, tasksOf, toneOf, untils } from './field-rules.ts'

const now = Date.parse('2026-11-22T08:00:00.000Z')
const iso = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
const me = { id: 'me', community: 'here', skills: ['plumbing' as const] }

const order = (id: string, more: Partial<Order> = {}): Order => ({
  id, version: 1, number: id, community: 'here', building: null, place: '', point: null, category: 'repair', priority: 'normal', source: 'app', title: '漏水', description: '', reporter: null,
  state: 'assigned', assignee: 'me', alarm: null, reportedAt: iso(-60), assignedAt: iso(-50), respondedAt: null, arrivedAt: null, finishedAt: null, closedAt: null,
  respondBy: iso(20), arriveBy: null, finishBy: iso(240), late: [], mode: 'real', ...more,
})
const ids = (orders: readonly Order[]) => orders.map(({ id }) => id)

describe('what is mine to do', () => {
  test('comes by its promise, the soonest first, and what waits for somebody else last', () => {
    const waiting = { reason: 'part' as const, since: iso(-10), until: iso(60), paused: true }
    const rows = [order('later'), order('late', { respondBy: iso(-5) }), order('waits', { state: 'waiting', respondedAt: iso(-30), finishBy: iso(-20), waiting })]
    expect(ids(tasksOf(rows, me, now).mine)).toEqual(['late', 'later', 'waits'])
  })

  test('holds nobody else’s, and what was finished before today not at all', () => {
    const rows = [order('theirs', { assignee: 'other' }), order('today', { state: 'done', finishedAt: iso(-30) }), order('before', { state: 'done', finishedAt: iso(-600) })]
    const { mine, done } = tasksOf(rows, me, now - 5 * 3_600_000)
    expect([ids(mine), ids(done)]).toEqual([[], ['today']])
  })

  test('has free what a rule leaves to whoever is first, can do it, works there and did not decline it', () => {
    const grab = (passed: string[] = []) => ({ mode: 'grab' as const, person: null, until: null, passed })
    const open = { state: 'reported' as const, assignee: null }
    const rows = [
      order('free', { ...open, dispatch: grab() }), order('no-rule', open), order('declined', { ...open, dispatch: grab(['me']) }),
      order('elsewhere', { ...open, dispatch: grab(), community: 'there' }), order('no-skill', { ...open, dispatch: grab(), title: '跳闸了' }),
      order('again', { ...open, state: 'reopened', dispatch: grab() }), order('proposed', { ...open, dispatch: { ...grab(), mode: 'propose' } }),
    ]
    expect(ids(tasksOf(rows, me, now).free).toSorted()).toEqual(['again', 'free'])
  })

  test('is nothing for who is nobody’s staff', () => {
    expect(tasksOf([order('one')], null, now)).toEqual({ mine: [], free: [], done: [] })
  })
})

describe('a clock', () => {
  test('runs to the promise and beyond', () => {
    const left = leftOf(order('one'), now)
    expect([left?.kind, left?.seconds, toneOf(left)]).toEqual(['respond', 1200, 'calm'])
    expect(toneOf(leftOf(order('one'), now + 10 * 60_000))).toBe('soon')
    expect(toneOf(leftOf(order('one'), now + 21 * 60_000))).toBe('late')
  })

  test('stands where it stood when it was stopped', () => {
    const held = order('one', { state: 'waiting', respondedAt: iso(-55), finishBy: iso(30), waiting: { reason: 'part', since: iso(-10), until: iso(600), paused: true } })
    expect(leftOf(held, now)).toEqual(leftOf(held, now + 90 * 60_000))
    expect([leftOf(held, now)?.seconds, leftOf(held, now)?.paused]).toEqual([2400, true])
  })

  test('of an offer ends when it goes on to the next', () => {
    const offer = order('one', { dispatch: { mode: 'rotate', person: 'me', until: iso(3), passed: [] } })
    expect([offerLeft(offer, now), offerLeft({ ...offer, state: 'accepted' }, now), offerLeft(order('two'), now)]).toEqual([180, null, null])
  })
})

test('what a checklist still asks for', () => {
  const name = { zh: '试', en: 'Try' }
  const list: Checklist = { id: 'x', version: 1, community: null, category: 'repair', items: [{ key: 'must', name, must: true }, { key: 'may', name, must: false }], photo: true, signature: true }
  expect(openOf(list, [], [])).toEqual({ items: ['must'], photo: true, signature: true })
  expect(openOf(list, ['must'], ['after', 'signature'])).toEqual({ items: [], photo: false, signature: false })
  expect(openOf(list, ['must'], ['before'])).toMatchObject({ photo: true })
  expect(openOf(null, [], [])).toEqual({ items: [], photo: false, signature: false })
})

test('what is waited for lies ahead, and this evening only while it does', () => {
  for (const hour of [0, 9, 16, 17, 18, 23]) {
    const at = new Date(2026, 10, 22, hour, 30).getTime()
    const all = untils(at)
    expect(all.every((one) => Date.parse(one.at) > at)).toBe(true)
    expect(all.some(({ name }) => name === 'evening')).toBe(hour < 17)
  }
})
