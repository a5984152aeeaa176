import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fact } from '#shared/facts.ts'
import { Indicator } from '#shared/indicators.ts'
import { allHours, lastHours, openRate, partsOf, ratio, sumHours } from './indicator-rules.ts'

const at = '2026-03-09T16:30:00.000Z'
const factOf = (name: string, body: object, mode = 'real') => ({ name, mode, at, community: 'c1', body }) as unknown as Fact
const order = { category: 'repair', reportedAt: '2026-03-09T16:00:00.000Z', assignedAt: '2026-03-09T16:05:00.000Z', late: [], arriveBy: null, closedAt: null }
const counted = (fact: Fact) => partsOf(fact).map(({ indicator, amount, base }) => [indicator, amount, base])

describe('what a fact counts for', () => {
  it('counts the first response once, whoever takes the order over', () => {
    expect(counted(factOf('order.accepted', { ...order, respondedAt: '2026-03-09T16:10:00.000Z' }))).toEqual([['first-response', 10, 1], ['promise-kept', 1, 1]])
    expect(counted(factOf('order.accepted', { ...order, respondedAt: '2026-03-09T16:02:00.000Z' }))).toEqual([])
  })

  it('counts a broken promise when it breaks, and not again as kept', () => {
    expect(counted(factOf('order.late', { ...order, late: ['finish'] }))).toEqual([['promise-kept', 0, 1]])
    expect(counted(factOf('order.finished', { ...order, late: ['finish'] }))).toEqual([])
    expect(counted(factOf('order.finished', order))).toEqual([['promise-kept', 1, 1]])
  })

  it('measures a complaint by the time that was promised for it', () => {
    const complaint = { ...order, category: 'complaint', finishBy: '2026-03-11T16:00:00.000Z', closedAt: '2026-03-11T16:00:00.000Z' }
    expect(counted(factOf('order.closed', complaint))).toEqual([['open-per-thousand', -1, 0], ['complaint-closed', 1, 1]])
    expect(counted(factOf('order.closed', { ...complaint, closedAt: '2026-03-11T16:00:01.000Z' }))[1]).toEqual(['complaint-closed', 0, 1])
  })

  it('answers an alarm within 20 minutes or not', () => {
    const alarm = { raisedAt: '2026-03-09T16:00:00.000Z' }
    expect(counted(factOf('alarm.acknowledged', { ...alarm, acknowledgedAt: '2026-03-09T16:20:00.000Z' }))).toEqual([['alarm-answered', 1, 1]])
    expect(counted(factOf('alarm.acknowledged', { ...alarm, acknowledgedAt: '2026-03-09T16:20:00.001Z' }))).toEqual([['alarm-answered', 0, 1]])
  })

  it('counts what was promised after the work too, and a matter that comes back as open again', () => {
    const complaint = { ...order, category: 'complaint', solutionBy: '2026-03-10T16:00:00.000Z', solutionAt: '2026-03-09T17:00:00.000Z', step: { at: '2026-03-09T17:00:00.000Z' } }
    expect(counted(factOf('order.solution-proposed', complaint))).toEqual([['promise-kept', 1, 1]])
    expect(counted(factOf('order.solution-proposed', { ...complaint, step: { at: '2026-03-09T18:00:00.000Z' } }))).toEqual([])
    expect(counted(factOf('order.called-back', { ...order, callBackBy: '2026-03-11T16:00:00.000Z' }))).toEqual([['promise-kept', 1, 1]])
    expect(counted(factOf('order.called-back', { ...order, callBackBy: '2026-03-11T16:00:00.000Z', late: ['call-back'] }))).toEqual([])
    expect(counted(factOf('order.reopened', { ...order, reopenedFrom: 'closed' }))).toEqual([['open-per-thousand', 1, 0]])
    expect(counted(factOf('order.reopened', { ...order, reopenedFrom: 'done' }))).toEqual([])
    expect(counted(factOf('order.merged', order))).toEqual([['open-per-thousand', -1, 0]])
  })

  it('is nothing in a drill', () => {
    expect(partsOf(factOf('order.reported', order, 'a drill'))).toEqual([])
    expect(partsOf(factOf('order.reported', order))).toHaveLength(1)
  })
})

describe('an indicator', () => {
  const now = Date.parse('2026-03-10T10:30:00Z')

  it('is the same of parts as of their sum', () => {
    const sums = fc.array(fc.record({ amount: fc.integer({ min: 0, max: 50 }), base: fc.integer({ min: 0, max: 50 }) }), { minLength: 24, maxLength: 24 })
    fc.assert(
      fc.property(sums, (hours) => {
        const whole = hours.reduce((sum, one) => ({ amount: sum.amount + one.amount, base: sum.base + one.base }))
        const indicator = ratio('promise-kept', hours)
        expect(Indicator.parse(indicator)).toEqual(indicator)
        if (whole.base === 0) expect(indicator.value).toBeNull()
        else expect(indicator.value).toBeCloseTo((whole.amount / whole.base) * 100, 1)
      }),
    )
  })

  it('traces open orders back from what is open now', () => {
    const changes = lastHours(now).map((_, i) => ({ amount: i === 23 ? 2 : i === 22 ? -1 : 0, base: 0 }))
    const { value, trace } = openRate(10, changes, 1_000)
    expect(value).toBe(10)
    expect(trace.slice(-3)).toEqual([9, 8, 10])
    expect(openRate(10, changes, 0).value).toBeNull()
  })

  it('keeps a running total of what is open beside the hours', () => {
    const parts = partsOf(factOf('order.reported', order))
    const hours = sumHours([...parts, ...parts]).map(({ hour, amount }) => [hour, amount])
    expect(hours).toEqual([['2026-03-09T16:00:00.000Z', 2], [allHours, 2]])
  })
})
