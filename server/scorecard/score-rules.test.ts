import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucket, scoreOf, stretchesOf, timeOf, watchesOf, type Duty, type Scored } from './score-rules.ts'
import { scorecardOf } from './scorecard-rules.ts'

const from = Date.parse('2026-11-01T00:00:00Z')
const span = { from, until: from + 144 * bucket }
const alarm = (raisedAt: number, more: Partial<Scored> = {}): Scored => ({
  community: 'A', device: null, name: null, kind: 'lift.fault', severity: 'minor', raisedAt, answeredAt: null, dispatchedAt: null, goneAt: raisedAt + 1000,
  chattered: false, fleeting: false, shelved: false, suppressed: false, clocks: [], ...more,
})
const many = (count: number, place: number): Scored[] => Array.from({ length: count }, (_, i) => alarm(from + place * bucket + i * 1000))
const score = (alarms: Scored[], duties: Duty[] = []) => {
  const watches = watchesOf(duties, span)
  return scoreOf({ community: 'A', desk: null }, alarms, timeOf(stretchesOf('A', alarms, watches, span), watches), span)
}

describe('a month of alarms', () => {
  it('is a flood from more than ten in ten minutes until fewer than five, and a quiet time between makes it two', () => {
    expect(score(many(10, 3)).flood).toMatchObject({ count: 0, share: 0 })
    expect(score([...many(11, 3), ...many(5, 4), ...many(4, 5)]).flood).toMatchObject({ count: 1, minutes: 20, share: 2 / 144 })
    expect(score([...many(11, 3), ...many(11, 5)]).flood).toMatchObject({ count: 2, minutes: 20 })
    // Two people at the desk take twice as much.
    const duty = (name: string): Duty => ({ community: 'A', name, from, until: span.until })
    expect(score(many(20, 3), [duty('Li'), duty('Wang')]).flood.count).toBe(0)
    expect(score(many(20, 3), [duty('Li')]).flood.count).toBe(1)
  })

  it('adds up: over communities and desks every alarm counts once, and the means fit the sums', () => {
    const place = fc.nat(143)
    fc.assert(
      fc.property(fc.array(fc.record({ place, community: fc.constantFrom('A', 'B'), suppressed: fc.boolean() }), { maxLength: 80 }), fc.array(fc.record({ community: fc.constantFrom('A', 'B'), name: fc.constantFrom('Li', 'Wang', 'Zhao'), at: place, length: fc.integer({ min: 1, max: 60 }) }), { maxLength: 6 }), (rows, shifts) => {
        const alarms = rows.map((row) => alarm(from + row.place * bucket + 1, row))
        const duties = shifts.map((shift): Duty => ({ ...shift, from: from + shift.at * bucket, until: from + (shift.at + shift.length) * bucket }))
        const months = ['A', 'B'].map((community) => ({ community, span, days: [{ day: '2026-11-01', at: from }] }))
        const { whole, communities, desks, days } = scorecardOf('2026-11', months, alarms, duties)
        const heard = rows.filter(({ suppressed }) => !suppressed).length
        expect(whole.alarms).toBe(heard)
        expect(whole.suppressed).toBe(rows.length - heard)
        expect(communities.reduce((sum, one) => sum + one.alarms, 0)).toBe(heard)
        expect(days.reduce((sum, one) => sum + one.alarms, 0)).toBe(heard)
        const guarded = alarms.filter(({ community, raisedAt, suppressed }) => !suppressed && duties.some((duty) => duty.community === community && duty.from <= raisedAt && raisedAt < duty.until)).length
        expect(desks.reduce((sum, one) => sum + one.alarms, 0)).toBe(guarded)
        for (const one of [whole, ...communities, ...desks]) expect(one.rate.mean).toBeLessThanOrEqual(one.rate.most)
      }),
    )
  })

  it('answers by shares of those that were answered, and knows nothing where there was nothing', () => {
    expect(score([]).answered.map(({ share }) => share)).toEqual([null, null])
    const answered = [5, 14, 16, 100].map((seconds) => alarm(from, { answeredAt: from + seconds * 1000, dispatchedAt: from + seconds * 1000 }))
    expect(score(answered).answered.map(({ share }) => share)).toEqual([0.5, 0.75])
    expect(score(answered).dispatched.map(({ share }) => share)).toEqual([0.75, 1])
    expect(score(answered).answer).toEqual({ half: 14, most: 100 })
  })

  it('finds what stands for over a day at its end, and the sources that say most', () => {
    const day = 144 * bucket
    const long = { from: from - day, until: span.until }
    const standing = [alarm(from - 2000, { goneAt: null }), alarm(from - 2000, { goneAt: span.until + 1 }), alarm(from - 2000, { goneAt: span.until - 1 }), alarm(from + 1000, { goneAt: null })]
    const watches = watchesOf([], long)
    expect(scoreOf({ community: 'A', desk: null }, standing, timeOf(stretchesOf('A', standing, watches, long), watches), long).standing).toBe(2)
    const loud = [...many(8, 1), alarm(from, { kind: 'water.leak' }), alarm(from, { kind: 'gas.leak', suppressed: true })]
    expect(score(loud).topTen).toMatchObject({ share: 1, sources: [{ kind: 'lift.fault', alarms: 8 }, { kind: 'water.leak', alarms: 1 }] })
  })
})
