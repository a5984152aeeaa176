import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categories, isOpenOrder, moved, Order, orderStates, priorities, runningPromise, type OrderMove } from '#shared/orders.ts'
import type { ServicePromise } from '#shared/promises.ts'
import { Refusal } from '../refusal.ts'
import {
  decideAccept, decideArrive, decideCancel, decideClose, decideFinish, decideLate, decideReassign, decideReport, orderNumber, type Decision,
} from './order-rules.ts'

const id = '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e77'
const site = { id: '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e01', zone: 'Asia/Shanghai' }
const person = '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e02'
const start = Date.parse('2026-03-01T08:00:00.000Z')
const minute = 60_000

const promised = (respond: number, arrive: number | null, finish: number): ServicePromise => ({
  id, version: 1, region: null, community: null, category: 'repair', priority: 'normal', respondMinutes: respond, arriveMinutes: arrive, finishMinutes: finish,
})
const request = { community: site.id, place: '', category: 'repair', priority: 'normal', source: 'phone', title: '水管漏水', description: '' } as const
const reported = (promise = promised(20, 15, 240), now = start): Order => last(decideReport(id, request, site, promise, null, now))
const last = (decision: Decision): Order => {
  const step = decision.steps.at(-1)
  if (!step) throw new Error('no step')
  return step.order
}

const deciders: Record<OrderMove, (order: Order, version: number, now: number) => Decision> = {
  assign: (order, version, now) => decideReassign(order, { version, assignee: person }, now),
  accept: (order, version, now) => decideAccept(order, { version }, now),
  arrive: (order, version, now) => decideArrive(order, { version }, now),
  finish: (order, version, now) => decideFinish(order, { version }, now),
  close: (order, version, now) => decideClose(order, { version }, now),
  cancel: (order, version, now) => decideCancel(order, { version }, now),
}
const moves = Object.keys(deciders) as OrderMove[]
const refusalOf = (decide: () => unknown): Refusal => {
  try {
    decide()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

/** A walk of moves, each some minutes after the one before it. */
const walk = fc.array(fc.record({ move: fc.constantFrom(...moves), minutes: fc.integer({ min: 0, max: 600 }) }), { maxLength: 15 })

describe('an order', () => {
  it('is a whole order on the wire from the first moment', () => {
    fc.assert(
      fc.property(fc.constantFrom(...categories), fc.constantFrom(...priorities), fc.integer({ min: 1, max: 500 }), (category, priority, minutes) => {
        const decision = decideReport(id, { ...request, category, priority }, site, promised(minutes, null, minutes), null, start)
        expect(Order.parse(last(decision))).toEqual(last(decision))
      }),
    )
  })

  it('never leaves the table of states, and every step is one version more', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        let order = reported()
        let now = start
        for (const { move, minutes } of steps) {
          now += minutes * minute
          const to = moved(order.state, move)
          if (to === null) {
            const refusal = refusalOf(() => deciders[move](order, order.version, now))
            expect([refusal.fault, refusal.current]).toEqual(['illegal-move', order])
            continue
          }
          const decision = deciders[move](order, order.version, now)
          expect(last(decision).state).toBe(to)
          expect(decision.steps.map((step) => step.order.version)).toEqual(decision.steps.map((_, i) => order.version + 1 + i))
          order = last(decision)
          expect(orderStates).toContain(order.state)
          expect(Order.parse(order)).toEqual(order)
        }
      }),
    )
  })

  it('is refused to whoever looks at an older state, with the present one', () => {
    const before = reported()
    const order = last(decideReassign(before, { version: 1, assignee: person }, start))
    for (const move of moves) {
      const refusal = refusalOf(() => deciders[move](order, before.version, start))
      expect([refusal.fault, refusal.current]).toEqual(['conflict', order])
    }
  })

  it('keeps the promises of the day it was reported, and its times run forward', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        const first = reported()
        let order = first
        let now = start
        for (const { move, minutes } of steps) {
          now += minutes * minute
          if (moved(order.state, move)) order = last(deciders[move](order, order.version, now))
          expect([order.respondBy, order.arriveBy, order.finishBy]).toEqual([first.respondBy, first.arriveBy, first.finishBy])
          for (const at of [order.assignedAt, order.respondedAt, order.arrivedAt, order.finishedAt, order.closedAt]) {
            if (at) expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(order.reportedAt))
          }
        }
      }),
    )
  })

  it('breaks each promise at most once, and says so before the move that would hide it', () => {
    fc.assert(
      fc.property(walk, fc.boolean(), (steps, timers) => {
        let order = reported()
        let now = start
        const late: string[] = []
        const take = (decision: Decision | null) => {
          if (!decision) return
          for (const step of decision.steps) if (step.fact === 'order.late') late.push(step.order.late.at(-1) ?? '')
          order = last(decision)
        }
        for (const { move, minutes } of steps) {
          now += minutes * minute
          if (timers) for (const kind of ['respond', 'arrive', 'finish'] as const) take(decideLate(order, kind, now))
          if (moved(order.state, move)) take(deciders[move](order, order.version, now))
        }
        expect(late).toEqual(order.late)
        expect(new Set(late).size).toBe(late.length)
      }),
    )
  })

  it('has a timer for exactly the promises that still run', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        const due = new Map<string, string>()
        let order = reported()
        let now = start
        const take = (decision: Decision) => {
          for (const timer of decision.timers) {
            if (timer.dueAt === null) due.delete(timer.key)
            else due.set(timer.key, timer.dueAt)
          }
          order = last(decision)
        }
        take(decideReport(id, request, site, promised(20, 15, 240), null, start))
        for (const { move, minutes } of steps) {
          now += minutes * minute
          if (moved(order.state, move)) take(deciders[move](order, order.version, now))
        }
        if (!isOpenOrder(order) || order.state === 'done') expect([...due]).toEqual([])
        const running = runningPromise(order)
        const met = { respond: order.respondedAt, arrive: order.arrivedAt, finish: order.finishedAt }
        if (running && !order.late.includes(running.kind) && !met[running.kind]) expect(due.get(`order:${id}:${running.kind}`)).toBe(running.by)
      }),
    )
  })

  it('opens again when done work is given to somebody, with its finish promised as before', () => {
    let order = reported()
    for (const move of ['assign', 'accept', 'finish'] as const) order = last(deciders[move](order, order.version, start + minute))
    const again = decideReassign(order, { version: order.version, assignee: person }, start + 2 * minute)
    expect(last(again)).toMatchObject({ state: 'assigned', finishedAt: null, respondedAt: order.respondedAt })
    expect(again.timers).toContainEqual({ key: `order:${id}:finish`, name: 'order.finish', subject: id, dueAt: order.finishBy })
  })

  it('has a number with the local day of its community', () => {
    expect(orderNumber(id, 'Asia/Shanghai', Date.parse('2026-11-20T18:00:00Z'))).toMatch(/^1121-[2-9A-HJ-NP-Z]{4}$/)
    expect(orderNumber(id, 'America/New_York', Date.parse('2026-11-20T03:00:00Z'))).toMatch(/^1119-/)
    expect(orderNumber(id, 'Nowhere/Nothing', Date.parse('2026-11-20T03:00:00Z'))).toMatch(/^1120-/)
  })
})

describe('a promise', () => {
  it('that is longer is due later, and is late only once it is past', () => {
    const minutes = fc.integer({ min: 1, max: 5_000 })
    fc.assert(
      fc.property(minutes, minutes, fc.integer({ min: 0, max: 6_000 }), (one, other, gone) => {
        const [short, long] = [reported(promised(Math.min(one, other), null, 9_000)), reported(promised(Math.max(one, other), null, 9_000))]
        expect(Date.parse(short.respondBy)).toBeLessThanOrEqual(Date.parse(long.respondBy))
        const late = decideLate(short, 'respond', start + gone * minute)
        expect(late !== null).toBe(start + gone * minute >= Date.parse(short.respondBy))
      }),
    )
  })

  it('that was not made is never late', () => {
    expect(decideLate(reported(promised(20, null, 240)), 'arrive', start + 10_000 * minute)).toBeNull()
  })
})
