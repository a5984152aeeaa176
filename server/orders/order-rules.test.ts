import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categories, clocksOf, moved, Order, orderMoves, priorities, type OrderMove, type OrderState } from '#shared/orders.ts'
import type { Limits, ServicePromise, WorkCalendar } from '#shared/promises.ts'
import { Refusal } from '../refusal.ts'
import { decideEscalate, decideLapse, decideLate, decideWaited, decideWarn } from './order-notice-rules.ts'
import { orderNumber } from './order-number.ts'
import {
  decideAccept, decideArrive, decideCallBack, decideCancel, decideClose, decideCorrect, decideDecline, decideDepart, decideDispatch, decideExplain, decideFinish, decideGrab, decideJoin,
  decideMerge, decideNote, decideReassign, decideReopen, decideReport, decideResume, decideSolution, decideVerify, decideWait, type Report,
} from './order-rules.ts'
import type { Decision, Ground, Stamp } from './order-step-rules.ts'
import { timersOf } from './order-timer-rules.ts'
import { termsOf } from './promise-rules.ts'

const id = '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e77'
const other = '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e78'
const calendar: WorkCalendar = { id, version: 1, region: null, community: null, weekdays: [1, 2, 3, 4, 5, 6, 7], opensAt: '00:00', closesAt: '23:59', holidays: [], workdays: [] }
const site = { id: '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e01', zone: 'Asia/Shanghai', calendar }
const [person, second] = ['0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e02', '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e03'] as const
const start = Date.parse('2026-03-01T08:00:00.000Z')
const minute = 60_000
const at = (minutes: number): number => start + minutes * minute
const iso = (minutes: number): string => new Date(at(minutes)).toISOString()
const minutes = (amount: number) => ({ unit: 'minutes' as const, amount })

const promised = (limits: Partial<Limits> = {}): ServicePromise => ({
  id, version: 1, region: null, community: null, category: null, priority: null, source: null, facility: null, hours: null, pauses: ['part', 'resident'], warnAt: 75, escalateAfter: [0, 15, 60],
  limits: { respond: minutes(20), arrive: minutes(30), solution: null, finish: minutes(240), close: minutes(600), callBack: minutes(1_000), ...limits },
  from: '2020-01-01T00:00:00Z', until: null,
})
const row = promised()
const ground = (minutes: number, promise = row): Ground & { local: typeof site } => ({ terms: termsOf(promise), now: at(minutes), local: site })
const request: Report = { community: site.id, place: '', category: 'repair', priority: 'normal', source: 'phone', title: '水管漏水', description: '', photos: [] }
const last = (decision: Decision | null): Order => {
  const step = decision?.steps.at(-1)
  if (!step) throw new Error('no step')
  return step.order
}
const reported = (promise = row, own = id): Order => last(decideReport(own, request, site, promise, null, start))

type Doing = (order: Order, minutes: number, stamp?: Stamp) => Decision
const doing: Record<OrderMove, Doing> = {
  assign: (order, when, stamp) => decideReassign(order, { ...stamp, assignee: person }, ground(when)),
  grab: (order, when, stamp) => decideGrab(order, { ...stamp, assignee: person }, ground(when)),
  accept: (order, when, stamp = {}) => decideAccept(order, stamp, ground(when)),
  decline: (order, when, stamp) => decideDecline(order, { ...stamp, reason: '走不开' }, ground(when)),
  depart: (order, when, stamp = {}) => decideDepart(order, stamp, ground(when)),
  arrive: (order, when, stamp = {}) => decideArrive(order, stamp, ground(when)),
  wait: (order, when, stamp) => decideWait(order, { ...stamp, reason: 'part', until: iso(when + 10_000) }, ground(when)),
  resume: (order, when, stamp = {}) => decideResume(order, stamp, ground(when)),
  finish: (order, when, stamp = {}) => decideFinish(order, stamp, ground(when)),
  verify: (order, when, stamp = {}) => decideVerify(order, stamp, ground(when)),
  close: (order, when, stamp = {}) => decideClose(order, stamp, ground(when)),
  'call-back': (order, when, stamp) => decideCallBack(order, { ...stamp, reached: true, satisfied: true, rating: 5 }, ground(when)),
  reopen: (order, when, stamp) => decideReopen(order, { ...stamp, reason: '又漏了' }, ground(when)),
  cancel: (order, when, stamp) => decideCancel(order, { ...stamp, reason: '误报' }, ground(when)),
  merge: (order, when, stamp = {}) => decideMerge(order, reported(row, other), stamp, ground(when)),
}
/** The order itself after a decision that may be about two. */
const own = (decision: Decision): Order => decision.steps.findLast(({ order }) => order.id === id)?.order ?? last(decision)
const after = (...moves: OrderMove[]): Order => moves.reduce((order, move, i) => own(doing[move](order, i + 1)), reported())
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
const walk = fc.array(fc.record({ move: fc.constantFrom(...orderMoves), gone: fc.integer({ min: 0, max: 600 }) }), { maxLength: 20 })

describe('an order', () => {
  it('is a whole order on the wire from the first moment', () => {
    fc.assert(
      fc.property(fc.constantFrom(...categories), fc.constantFrom(...priorities), fc.integer({ min: 1, max: 500 }), (category, priority, long) => {
        const order = last(decideReport(id, { ...request, category, priority }, site, promised({ respond: minutes(long), arrive: null, finish: minutes(long) }), null, start))
        expect(Order.parse(order)).toEqual(order)
      }),
    )
  })

  it('never leaves the table of states, every step is one version more, and what was late stays told', () => {
    fc.assert(
      fc.property(walk, (steps) => {
        let order = reported()
        let now = 0
        for (const { move, gone } of steps) {
          now += gone
          const to = moved(order.state, move)
          if (to === null) {
            const refusal = refusalOf(() => doing[move](order, now))
            expect([refusal.fault, refusal.current]).toEqual(['illegal-move', order])
            continue
          }
          const mine = doing[move](order, now).steps.filter((step) => step.order.id === id)
          expect(mine.map((step) => step.order.version)).toEqual(mine.map((_, i) => order.version + 1 + i))
          const next = mine.at(-1)?.order
          if (!next) throw new Error('no step')
          expect(next.state).toBe(to)
          expect(next.late.slice(0, order.late.length)).toEqual(order.late)
          expect(new Set(next.late).size).toBe(next.late.length)
          order = next
          expect(Order.parse(order)).toEqual(order)
        }
      }),
    )
  })

  it('is refused to whoever looks at an older state, with the present one, whatever they want', () => {
    const order = last(decideReassign(reported(), { version: 1, assignee: person }, ground(1)))
    for (const move of orderMoves) {
      if (moved('assigned', move) === null) continue
      const refusal = refusalOf(() => doing[move](order, 2, { version: 1 }))
      expect([move, refusal.fault, refusal.current]).toEqual([move, 'conflict', order])
    }
  })

  it('is not taken for changed because the system has warned meanwhile', () => {
    const warned = last(decideWarn('respond')(reported(), ground(15)))
    expect(warned).toMatchObject({ version: 2, touched: 1, warned: ['respond'] })
    expect(last(doing.assign(warned, 16, { version: 1 }))).toMatchObject({ state: 'assigned', version: 3, touched: 3 })
    expect(refusalOf(() => doing.assign(warned, 16, { version: 3 })).fault).toBe('conflict')
  })

  it('keeps what its mover says of it, and their own time', () => {
    const order = last(doing.arrive(after('assign', 'accept'), 60, { at: iso(25), note: '在门口', onSite: true, photos: [{ id: other, kind: 'before' }] }))
    expect(order).toMatchObject({ arrivedAt: iso(25), late: [], step: { at: iso(25), note: '在门口', onSite: true, reason: '' }, photos: [{ id: other, kind: 'before', at: iso(25) }] })
    expect(order.step).not.toHaveProperty('said')
  })

  it.each([['2016-01-01T00:00:00Z', iso(2)], ['2027-01-01T00:00:00+08:00', iso(60)]])('counts a move from a clock that says %s, and keeps what it said', (said, taken) => {
    const order = last(doing.arrive(after('assign', 'accept'), 60, { at: said }))
    expect(order).toMatchObject({ arrivedAt: taken, step: { at: taken, said } })
  })

  it('does not go back behind its own past, even where the system has said something meanwhile', () => {
    const late = last(decideLate('arrive')(after('assign', 'accept'), ground(30)))
    expect(last(doing.arrive(late, 60, { at: iso(0) })).arrivedAt).toBe(iso(2))
  })

  it('has a number with the local day of its community', () => {
    expect(orderNumber(id, 'Asia/Shanghai', Date.parse('2026-11-20T18:00:00Z'))).toMatch(/^1121-[2-9A-HJ-NP-Z]{4}$/)
    expect(orderNumber(id, 'America/New_York', Date.parse('2026-11-20T03:00:00Z'))).toMatch(/^1119-/)
    expect(orderNumber(id, 'Nowhere/Nothing', Date.parse('2026-11-20T03:00:00Z'))).toMatch(/^1120-/)
  })
})

describe('a wait', () => {
  it('for an allowed reason moves all clocks on but the response; for another it moves none', () => {
    const before = after('assign', 'accept')
    for (const [reason, stood] of [['part', 90], ['vendor', 0]] as const) {
      const waiting = last(decideWait(before, { reason, until: iso(500) }, ground(10)))
      expect(waiting.waiting).toEqual({ reason, since: iso(10), until: iso(500), paused: stood > 0 })
      expect([...timersOf(waiting, termsOf(row)).keys()].length).toBe(stood > 0 ? 1 : 7)
      const on = last(doing.resume(waiting, 100))
      expect([on.state, on.respondBy, on.arriveBy, on.finishBy, on.closeBy]).toEqual(['accepted', iso(20), iso(30 + stood), iso(240 + stood), iso(600 + stood)])
      expect(on.late).toEqual(stood > 0 ? [] : ['arrive'])
    }
  })

  it('ends when it is given to somebody else, when somebody arrives, when it is done, and by itself', () => {
    const waiting = last(decideWait(after('assign', 'accept'), { reason: 'part', until: iso(70) }, ground(10)))
    for (const move of ['assign', 'arrive', 'finish'] as const) expect(last(doing[move](waiting, 40))).toMatchObject({ waiting: null, finishBy: iso(270), paused: 30 * minute })
    expect(decideWaited(waiting, ground(69))).toBeNull()
    expect(last(decideWaited(waiting, ground(80)))).toMatchObject({ state: 'accepted', waiting: null, finishBy: iso(300), paused: 60 * minute })
  })

  it.each([['its mover', (order: Order) => last(doing.resume(order, 40)), 40], ['its timer', (order: Order) => last(decideWaited(order, ground(80))), 70]] as const)(
    'is counted once: none begins before the last was ended by %s', (_who, end, ended) => {
      const wait = { reason: 'part', until: iso(100), at: iso(2) } as const
      const over = end(last(decideWait(after('assign', 'accept'), { ...wait, until: iso(70) }, ground(10))))
      const again = last(decideWait(over, wait, ground(90)))
      expect(again.waiting?.since).toBe(iso(ended))
      const stood = (ended - 2 + (95 - ended)) * minute
      expect(last(doing.resume(again, 95))).toMatchObject({ paused: stood, finishBy: new Date(at(240) + stood).toISOString() })
    })

  it('lasts a season at most, and no date is agreed on more than a year ahead', () => {
    const before = after('assign', 'accept')
    const wait = (until: string) => () => decideWait(before, { reason: 'part', until }, ground(10))
    const agree = (agreed: string) => () => decideSolution(before, { solution: '换泵', agreed }, ground(10))
    const days = (count: number, more = 0): string => iso(10 + count * 24 * 60 + more)
    for (const until of [days(90, 1), '9999-12-31T23:59:59-14:00']) expect(refusalOf(wait(until))).toMatchObject({ fault: 'invalid', errors: [{ field: 'until' }] })
    for (const agreed of [days(366, 1), '9999-12-31T23:59:59-14:00']) expect(refusalOf(agree(agreed))).toMatchObject({ fault: 'invalid', errors: [{ field: 'agreed' }] })
    expect(last(wait(days(90))())).toMatchObject({ waiting: { until: days(90) } })
    expect(last(agree(days(366))())).toMatchObject({ finishBy: days(366) })
  })

  it('is over at its end, also where its timer comes late', () => {
    const waiting = last(decideWait(after('assign', 'accept'), { reason: 'part', until: iso(70) }, ground(10)))
    const arrived = doing.arrive(waiting, 91)
    expect(arrived.steps.map(({ fact }) => fact)).toEqual(['order.late', 'order.arrived'])
    expect(last(arrived)).toMatchObject({ arriveBy: iso(90), late: ['arrive'] })
  })

  it('may have ended before it was heard of, but never before it began', () => {
    const before = after('assign', 'accept')
    expect(last(decideWait(before, { reason: 'part', until: iso(20), at: iso(10) }, ground(50))).waiting).toMatchObject({ since: iso(10), until: iso(20) })
    expect(refusalOf(() => decideWait(before, { reason: 'part', until: iso(50) }, ground(50)))).toMatchObject({ fault: 'invalid', errors: [{ field: 'until' }] })
  })

  it('does not move a date that was agreed with the resident', () => {
    const agreed = last(decideSolution(after('assign', 'accept'), { solution: '换泵', agreed: iso(900) }, ground(10)))
    const waiting = last(decideWait(agreed, { reason: 'part', until: iso(950) }, ground(20)))
    expect(timersOf(waiting, termsOf(row)).get(`order:${id}:finish`)?.dueAt).toBe(iso(900))
    expect(last(doing.resume(waiting, 100))).toMatchObject({ finishBy: iso(900), closeBy: iso(680) })
  })

  it('counts for no share of the time of which is warned', () => {
    const on = last(doing.resume(last(decideWait(after('assign', 'accept'), { reason: 'part', until: iso(500) }, ground(10))), 310))
    expect(timersOf(on, termsOf(row)).get(`order:${id}:finish:warn`)?.dueAt).toBe(iso(180 + 300))
  })
})

describe('a promise', () => {
  it('is late once it is past, once, and not after it was kept', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 0, max: 6_000 }), (long, gone) => {
        const decision = decideLate('respond')(reported(promised({ respond: minutes(long) })), ground(gone))
        expect(decision !== null).toBe(gone >= long)
        if (decision) expect(decideLate('respond')(last(decision), ground(gone + 1))).toBeNull()
      }),
    )
    expect(decideLate('respond')(after('assign', 'accept'), ground(10_000))).toBeNull()
    expect(decideLate('solution')(reported(), ground(10_000))).toBeNull()
  })

  it('that is broken is told before the move that would hide it', () => {
    const decision = doing.accept(after('assign'), 30)
    expect(decision.steps.map(({ fact, order }) => [fact, order.late])).toEqual([['order.late', ['respond']], ['order.accepted', ['respond']]])
  })

  it('that is broken goes up the chain until it is kept; the next one begins from below', () => {
    let order = last(decideLate('respond')(reported(promised({ arrive: null })), ground(20)))
    for (const [level, when] of [[1, 20], [2, 35], [3, 80]] as const) {
      expect(decideEscalate(order, ground(when - 1))).toBeNull()
      order = last(decideEscalate(order, ground(when)))
      expect(order.escalation).toBe(level)
    }
    expect(decideEscalate(order, ground(10_000))).toBeNull()
    order = own(doing.accept(own(doing.assign(order, 90)), 91))
    expect(order.escalation).toBeFalsy()
    expect(order.late).toEqual(['respond'])
  })

  it('of a call-back is made where a resident reported it, counted from the closing', () => {
    expect(after('assign', 'accept', 'finish', 'close').callBackBy).toBe(iso(4 + 1_000))
    const found = last(decideReport(id, { ...request, source: 'patrol' }, site, row, null, start))
    const done = (['assign', 'accept', 'finish', 'close'] as const).reduce((order, move) => own(doing[move](order, 5)), found)
    expect(done.callBackBy).toBeNull()
  })

  it('of finish and close is made anew when it is opened again; what was late stays told', () => {
    const closed = (['assign', 'accept', 'finish', 'close'] as const).reduce((order, move, i) => own(doing[move](order, 300 + i)), reported())
    expect(closed.late).toEqual(['respond', 'arrive', 'finish'])
    const again = own(doing.reopen(closed, 1_000))
    expect(again).toMatchObject({ state: 'reopened', finishedAt: null, closedAt: null, reopened: 1, reopenedFrom: 'closed', reopenedAt: iso(1_000), arriveBy: null, finishBy: iso(1_240), closeBy: iso(1_600), late: closed.late })
    expect([...timersOf(again, termsOf(row))].map(([key, { dueAt }]) => [key.slice(`order:${id}:`.length), dueAt])).toEqual([['close', iso(1_600)], ['close:warn', iso(1_450)], ['escalate', iso(1_240)]])
  })
})

describe('a correction', () => {
  const correction = { category: 'cleaning', priority: 'normal', place: '', title: '楼道有水' } as const

  it('counts the promises of what it really is from the report, with what stood still, and pardons nothing', () => {
    const strict = promised({ arrive: null, finish: minutes(100) })
    const waited = last(doing.resume(last(decideWait(after('assign', 'accept'), { reason: 'part', until: iso(500) }, ground(10))), 70))
    const order = last(decideCorrect(waited, correction, strict, ground(95)))
    expect(order).toMatchObject({ category: 'cleaning', respondBy: iso(20), arriveBy: null, finishBy: iso(160), late: ['arrive'] })
    expect(clocksOf(order).map(({ kind }) => kind)).not.toContain('arrive')
  })

  it('leaves no timer behind that the old row asked for', () => {
    const nervous = { ...promised({ arrive: null }), warnAt: 10 }
    const before = after('assign', 'accept')
    const decision = decideCorrect(before, correction, nervous, ground(5))
    const due = new Map([...timersOf(before, termsOf(row))].map(([key, { dueAt }]) => [key, dueAt]))
    for (const { key, dueAt } of decision.timers) {
      if (dueAt === null) due.delete(key)
      else due.set(key, dueAt)
    }
    expect(due).toEqual(new Map([...timersOf(last(decision), termsOf(nervous))].map(([key, { dueAt }]) => [key, dueAt])))
  })

  it.each(['closed', 'done', 'cancelled', 'merged'] as const)('is not made of what is %s', (state: OrderState) => {
    expect(refusalOf(() => decideCorrect({ ...reported(), state }, correction, row, ground(5))).fault).toBe('illegal-move')
  })
})

describe('dispatch', () => {
  it('remembers who passed it on until somebody accepts, whoever gave it to them', () => {
    const declined = own(doing.decline(after('assign'), 5))
    expect(declined).toMatchObject({ state: 'reported', assignee: null, dispatch: { mode: 'propose', person: null, until: null, passed: [person] } })
    const given = last(decideReassign(declined, { assignee: second }, ground(6)))
    expect(own(doing.decline(given, 7)).dispatch?.passed).toEqual([person, second])
    expect(own(doing.accept(given, 7)).dispatch).toBeNull()
  })

  it('gives what nobody accepts in time to the next, and leaves alone what was accepted', () => {
    const dispatch = { mode: 'assign' as const, person, until: iso(10), passed: [] }
    const given = last(decideReassign(reported(), { assignee: person, dispatch }, ground(5)))
    expect(decideLapse(given, ground(9))).toBeNull()
    expect(last(decideLapse(given, ground(10)))).toMatchObject({ state: 'reported', assignee: null, dispatch: { person: null, until: null, passed: [person] } })
    expect(decideLapse(own(doing.accept(given, 8)), ground(10))).toBeNull()
    expect(decideDispatch(given, dispatch, ground(10))).toBeNull()
  })
})

describe('what is merged', () => {
  it('takes its residents along', () => {
    const [one, two] = [last(decideJoin(reported(), 2, ground(1))), reported(row, other)]
    const decision = decideMerge(one, two, {}, ground(2))
    expect(decision.steps.map(({ fact, order }) => [fact, order.id, order.reports ?? null])).toEqual([['order.merged', id, 3], ['order.joined', other, 4]])
    expect(refusalOf(() => decideMerge(one, one, {}, ground(2))).errors).toMatchObject([{ field: 'into' }])
    expect(refusalOf(() => decideMerge(one, { ...two, state: 'closed' }, {}, ground(2))).errors).toMatchObject([{ field: 'into' }])
  })

  it('takes no note and no cause; what is closed takes both', () => {
    const [merged, closed] = [after('merge'), after('assign', 'accept', 'finish', 'close')]
    expect(refusalOf(() => decideNote(merged, { note: 'x' }, ground(9))).fault).toBe('illegal-move')
    expect(last(decideNote(closed, { note: 'x' }, ground(9)))).toMatchObject({ state: 'closed', step: { note: 'x' } })
    expect(last(decideExplain(closed, { rootCause: '缺件' }, ground(9))).rootCause).toBe('缺件')
  })
})
