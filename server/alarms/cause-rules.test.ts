import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { knownAlarmKinds, type Cause } from '#shared/alarms.ts'
import { ties, type Tie } from '#shared/devices.ts'
import { lifeSafetyKinds } from '#shared/responses.ts'
import { causeFor, causesAmong, mayExplain, through, type Upward } from './cause-rules.ts'

const kind = fc.constantFrom(...knownAlarmKinds, 'motor.fault', 'some.other')
const tie = fc.constantFrom(...ties)
const cause = (of: Tie, alarm = 'a'): Cause => ({ alarm, tie: of, name: null })
const wholeWay = ([first, ...rest]: Tie[]): Tie | null =>
  rest.reduce<{ tie: Tie | null; last: Tie }>(({ tie: so, last }, next) => ({ tie: so && through(so, last, next), last: next }), { tie: first ?? 'power', last: first ?? 'power' }).tie

describe('what a dead thing explains', () => {
  it.each([
    ['power', 'pump.fault', true], ['power', 'device.silent', true], ['power', 'water.level', true],
    ['network', 'device.silent', true], ['network', 'pump.fault', false], ['gateway', 'gateway.silent', true], ['gateway', 'water.leak', false],
    ['controller', 'pump.fault', true], ['controller', 'device.silent', true], ['controller', 'pump.pressure-low', false],
  ] as const)('by %s: %s %s', (by, of, explained) => expect(causeFor(of, [cause(by)]) !== null).toBe(explained))

  it('is never life safety, whatever died', () => {
    fc.assert(fc.property(fc.constantFrom(...lifeSafetyKinds), fc.array(tie), (of, died) => {
      expect(causeFor(of, died.map((one) => cause(one)))).toBeNull()
    }))
  })

  it('is the same whenever the same is known, in whatever order it was read', () => {
    const upward = fc.record<Upward>({
      alarm: fc.uuid(), tie, last: tie, depth: fc.integer({ min: 1, max: 4 }), kind, state: fc.constantFrom('unacknowledged', 'acknowledged', 'returned', 'suppressed'),
      active: fc.constantFrom(true, false, null), raisedAt: fc.constantFrom('2026-03-01T08:00:00Z', '2026-03-01T08:00:01Z'), name: fc.constant(null),
    })
    fc.assert(fc.property(fc.uniqueArray(upward, { selector: ({ alarm }) => alarm }), kind, fc.nat(), (all, of, turn) => {
      const turned = all.map((_, i) => all[(i + turn) % all.length]).filter((one) => one !== undefined)
      const [some, same] = [causeFor(of, causesAmong(all)), causeFor(of, causesAmong(turned))]
      expect(same).toEqual(some)
      const found = all.find(({ alarm }) => alarm === some?.alarm)
      if (found) expect(mayExplain(found.kind) && found.active !== false).toBe(true)
    }))
  })

  it('is told by what is nearest', () => {
    const at = (depth: number, alarm: string): Upward => ({ alarm, tie: 'gateway', last: 'gateway', depth, kind: 'gateway.silent', state: 'unacknowledged', active: null, raisedAt: '2026-03-01T08:00:00Z', name: null })
    expect(causeFor('device.silent', causesAmong([at(2, 'far'), at(1, 'near')]))?.alarm).toBe('near')
  })
})

describe('ways up', () => {
  it('lead on from any cause of a cause: a circle of causes would be a circle of ties', () => {
    const way = fc.array(tie, { minLength: 1, maxLength: 5 })
    fc.assert(fc.property(way, way, kind, kind, (first, second, child, parent) => {
      const [one, other] = [wholeWay(first), wholeWay(second)]
      const last = first.at(-1)
      if (!one || !other || !last || !causeFor(child, [cause(one)])) return
      const [dead] = causesAmong([{ alarm: 'a', tie: one, last, depth: 1, kind: parent, state: 'unacknowledged', active: null, raisedAt: '', name: null }])
      if (!dead || !causeFor(parent, [cause(other)])) return
      expect(wholeWay([...first, ...second])).not.toBeNull()
    }), { numRuns: 5_000 })
  })

  it('do not lead on from lost power to lost networks: a box without its network still gives power', () => {
    expect(wholeWay(['power', 'network'])).toBeNull()
    expect(wholeWay(['network', 'power', 'network'])).toBeNull()
    expect(wholeWay(['gateway', 'network', 'power', 'power'])).toBe('gateway')
    expect(wholeWay(['controller', 'gateway'])).toBe('gateway')
  })
})
