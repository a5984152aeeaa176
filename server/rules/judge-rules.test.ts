import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RuleTest } from '#shared/rules.ts'
import { dueAt, judgeClock, judgeValue, underWay, type Measured, type RuleChange, type RuleState } from './judge-rules.ts'

const seconds = (amount: number): number => amount * 1000
const on = (at: number, value: Measured['value'], more: Partial<Measured> = {}): Measured => ({ at: seconds(at), receivedAt: seconds(at), late: false, value, ...more })

/** All that follows from values in the order in which they come; `strikes`: when the watch looks between them. */
function play(test: RuleTest, values: readonly Measured[], strikes: readonly number[] = [], end = 0): RuleChange[] {
  let state: RuleState | null = null
  const changes: RuleChange[] = []
  const left = strikes.toSorted((a, b) => a - b)
  const strikeUntil = (until: number): void => {
    for (let at = left[0]; at !== undefined && at < until; left.shift(), at = left[0]) {
      if (state === null || at < state.heard || (dueAt(test, state) ?? Infinity) > at) continue
      const struck = judgeClock(test, state, at)
      state = JSON.parse(JSON.stringify(struck.state)) as RuleState
      changes.push(...struck.changes)
    }
  }
  for (const value of values) {
    strikeUntil(value.receivedAt)
    const judged = judgeValue(test, state, value)
    state = JSON.parse(JSON.stringify(judged.state)) as RuleState
    changes.push(...judged.changes)
  }
  strikeUntil(end)
  if (state && end > 0) changes.push(...judgeClock(test, state, end).changes)
  return changes
}
const said = (changes: readonly RuleChange[]): [string, number][] => changes.map(({ change, at }) => [change, at / 1000])

const hot: RuleTest = { kind: 'threshold', when: 'above', limit: 60, deadband: 5, delay: 30 }
const tests: fc.Arbitrary<RuleTest> = fc.oneof(
  fc.record({ kind: fc.constant('threshold' as const), when: fc.constantFrom('above' as const, 'below' as const), limit: fc.integer({ min: 0, max: 10 }), deadband: fc.integer({ min: 0, max: 4 }), delay: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ kind: fc.constant('duration' as const), equals: fc.integer({ min: 0, max: 10 }), seconds: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('repetition' as const), equals: fc.integer({ min: 0, max: 3 }), times: fc.integer({ min: 2, max: 4 }), seconds: fc.integer({ min: 1, max: 120 }) }),
  fc.record({ kind: fc.constant('missing' as const), seconds: fc.integer({ min: 5, max: 40 }) }),
  fc.record({ kind: fc.constant('change' as const), from: fc.option(fc.integer({ min: 0, max: 3 })), to: fc.integer({ min: 0, max: 3 }) }),
)
/** Values that come one after the other, each some seconds after the one before and up to some seconds after it was measured. */
const values = (most: number, lag = 0): fc.Arbitrary<Measured[]> =>
  fc.array(fc.record({ gap: fc.integer({ min: 0, max: 25 }), lag: fc.integer({ min: 0, max: lag }), value: fc.integer({ min: 0, max: most }) }), { minLength: 1, maxLength: 40 }).map((some) => {
    let received = 1_000
    return some.map(({ gap, lag: behind, value }) => on((received += gap) - behind, value, { receivedAt: seconds(received) }))
  })
const strikes = fc.array(fc.integer({ min: 900_000, max: 2_200_000 }), { maxLength: 30 })

describe('a threshold', () => {
  it('waits for its delay, by the values’ own time', () => {
    expect(said(play(hot, [on(0, 50), on(10, 61), on(35, 62), on(39, 59), on(50, 70), on(79, 70), on(81, 70)]))).toEqual([['raised', 80]])
  })

  it('waits for its delay also where nothing more comes, and for what is still under way', () => {
    const { state } = judgeValue(hot, null, on(10, 61))
    expect(dueAt(hot, state)).toBe(seconds(40) + underWay)
    expect(judgeClock(hot, state, seconds(40) + underWay - 1).changes).toEqual([])
    expect(said(judgeClock(hot, state, seconds(40) + underWay).changes)).toEqual([['raised', 40]])
  })

  it('held on between two values counts, though the second is back', () => {
    expect(said(play(hot, [on(0, 70), on(100, 20)]))).toEqual([['raised', 30], ['cleared', 100]])
  })

  it('is over when back by the deadband, and says nothing of what is no number', () => {
    const quick: RuleTest = { ...hot, delay: 0 }
    expect(said(play(quick, [on(0, 61), on(1, 57), on(2, 'broken'), on(3, 55), on(4, 58), on(5, 60), on(6, 60.1)]))).toEqual([['raised', 0], ['cleared', 3], ['raised', 6]])
  })

  it('never flaps inside the band', () => {
    fc.assert(fc.property(fc.boolean(), fc.array(fc.double({ min: 55.001, max: 60, noNaN: true })), (stands, inside) => {
      const quick: RuleTest = { ...hot, delay: 0 }
      const before = [on(0, stands ? 61 : 40)]
      expect(play(quick, [...before, ...inside.map((value, i) => on(i + 1, value))])).toEqual(play(quick, before))
    }))
  })

  it('says what somebody would who looked every second', () => {
    fc.assert(fc.property(tests.filter((test) => test.kind === 'threshold'), values(10), (test, some) => {
      if (test.kind !== 'threshold') return
      const distinct = some.filter((one, i) => i === 0 || one.at > (some[i - 1]?.at ?? 0))
      const end = (distinct.at(-1)?.at ?? 0) + seconds(100)
      const sign = test.when === 'above' ? 1 : -1
      const changes: [string, number][] = []
      let [standing, since]: [boolean, number | null] = [false, null]
      for (let at = distinct[0]?.at ?? 0; at <= end; at += 1000) {
        const newest = distinct.findLast((one) => one.at <= at)
        const held = distinct.findLast((one) => one.at < at)
        if (!standing && since !== null && held && at - since >= test.delay * 1000) {
          standing = true
          changes.push(['raised', at / 1000])
        }
        const beyond = sign * (Number(newest?.value) - test.limit)
        if (beyond > 0) since ??= at
        else since = null
        if (standing && beyond <= 0 && beyond <= -test.deadband) {
          standing = false
          changes.push(['cleared', at / 1000])
        }
        if (!standing && since === at && test.delay === 0) {
          standing = true
          changes.push(['raised', at / 1000])
        }
      }
      expect(said(play(test, distinct, [], end + underWay))).toEqual(changes)
    }))
  })
})

describe('the other rules', () => {
  it('tell what has been so for long enough', () => {
    const off: RuleTest = { kind: 'duration', equals: false, seconds: 60 }
    expect(said(play(off, [on(0, true), on(10, false), on(50, false), on(71, false), on(80, true), on(90, false), on(100, true)]))).toEqual([['raised', 70], ['cleared', 80]])
  })

  it('tell what became so too often, until it keeps still', () => {
    const trips: RuleTest = { kind: 'repetition', equals: 1, times: 3, seconds: 60 }
    const some = [on(0, 0), on(10, 1), on(20, 0), on(30, 1), on(35, 1), on(40, 0), on(60, 1), on(70, 0), on(100, 1), on(110, 0), on(300, 0)]
    expect(said(play(trips, some))).toEqual([['raised', 60], ['cleared', 160]])
  })

  it('tell that nothing came, by when it was received, until something does, however late', () => {
    const gone: RuleTest = { kind: 'missing', seconds: 30 }
    expect(said(play(gone, [on(0, 1), on(20, 1), on(10, 1, { receivedAt: seconds(45) }), on(-9_000, 1, { receivedAt: seconds(90), late: true })], [], seconds(100)))).toEqual([['raised', 75], ['cleared', 90]])
    expect(said(play(gone, [on(0, 1)], [], seconds(31)))).toEqual([['raised', 30]])
  })

  it('tell what became something, at once, and from where if asked', () => {
    const fault: RuleTest = { kind: 'change', to: 'fault' }
    expect(said(play(fault, [on(0, 'fault'), on(1, 'fault'), on(2, 'ok'), on(3, 'fault')]))).toEqual([['raised', 0], ['cleared', 2], ['raised', 3]])
    const stopped: RuleTest = { kind: 'change', from: 'running', to: 'stopped' }
    expect(said(play(stopped, [on(0, 'stopped'), on(1, 'idle'), on(2, 'stopped'), on(3, 'running'), on(4, 'stopped'), on(5, 'idle')]))).toEqual([['raised', 4], ['cleared', 5]])
  })
})

describe('every rule', () => {
  it('raises and clears in turn, never back in time before what it had said', () => {
    fc.assert(fc.property(tests, values(10, 20), strikes, (test, some, at) => {
      const changes = play(test, some, at, 3_000_000)
      changes.forEach(({ change }, i) => expect(change).toBe(i % 2 === 0 ? 'raised' : 'cleared'))
    }))
  })

  it('says the same whenever the watch looks, and whenever it is started anew from what was stored', () => {
    fc.assert(fc.property(tests, values(10, 20), strikes, (test, some, at) => {
      expect(play(test, some, at, 3_000_000)).toEqual(play(test, some, [], 3_000_000))
    }), { numRuns: 500 })
  })

  it('is not disturbed by what is late, older than what was judged, or comes again', () => {
    fc.assert(fc.property(tests.filter(({ kind }) => kind !== 'missing'), values(10), fc.array(fc.tuple(fc.nat(39), fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 10 }), fc.boolean())), (test, some, extra) => {
      const disturbed = some.flatMap((one, i) => {
        const more = extra.filter(([at]) => at === i).map(([, age, value, late]) => ({ at: one.at - seconds(late ? age + 601 : age), receivedAt: one.receivedAt, late, value }))
        return [one, ...more, one]
      })
      expect(play(test, disturbed, [], 3_000_000)).toEqual(play(test, some, [], 3_000_000))
    }), { numRuns: 500 })
  })

  it('would be, were the older judged like any other', () => {
    const quick: RuleTest = { ...hot, delay: 0 }
    const [newer, older] = [on(10, 50), on(5, 70)]
    expect(play(quick, [newer, older])).toEqual([])
    expect(play(quick, [newer, { ...older, at: seconds(11) }])).not.toEqual([])
  })
})
