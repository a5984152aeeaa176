import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Alarm, alarmStates, severities } from '#shared/alarms.ts'
import type { AlarmResponse } from '#shared/responses.ts'
import { Refusal } from '../refusal.ts'
import type { AlarmStep, Chatter, Source } from './alarm-step.ts'
import { onWire } from './alarm-wire.ts'
import { decideSaid, type Held, type Said, type Setting } from './raise-rules.ts'
import { decideAcknowledge, decideLink } from './seen-rules.ts'

const id = '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e77'
const community = '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e01'
const source: Source = { community, device: null }
const now = Date.parse('2026-03-01T08:00:00.000Z')
const second = 1_000
const iso = (at: number): string => new Date(at).toISOString()
const by = { id: 'li', name: 'Li', at: iso(now) }
const seen = (version: number) => ({ version, note: '' })
const row: AlarmResponse = {
  id: '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e02', version: 1, community: null, kind: 'lift.fault', severity: null, lifeSafety: false, latching: false,
  clocks: { answer: 60, start: 1200, arrive: null }, escalate: [60, null, 600], order: null, ended: false,
}
const say = (change: Said['change'], more: Partial<Said> = {}): Said => ({ kind: 'lift.fault', severity: 'major', change, text: '', at: null, ...more })

/** What stands after messages, each so many milliseconds after the one before; every version on the way is a whole alarm. */
function after(messages: readonly (readonly [wait: number, said: Said])[], setting: Partial<Setting> = {}): { held: Held | null; steps: AlarmStep[]; at: number } {
  let [held, at]: [Held | null, number] = [null, now]
  const steps: AlarmStep[] = []
  for (const [wait, said] of messages) {
    at += wait
    const step: AlarmStep | null = decideSaid(held, said, { now: at, responses: [], source, id, aside: { cause: null, window: null }, ...setting })
    if (!step) continue
    expect(Alarm.parse(onWire(step.alarm))).toEqual(onWire(step.alarm))
    expect(Object.values(onWire(step.alarm))).not.toContain(undefined)
    steps.push(step)
    const chatter: Chatter | null = step.chatter ?? (held as Held | null)?.chatter ?? null
    held = { alarm: step.alarm, chatter }
  }
  return { held, steps, at }
}
const raised = (said: Partial<Said> = {}, setting: Partial<Setting> = {}): Alarm => {
  const { held } = after([[0, say('raised', said)]], setting)
  if (!held) throw new Error('nothing was raised')
  return held.alarm
}

describe('messages about one device and kind', () => {
  it('are one standing alarm whose count is how often it was raised since it began', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), (times) => {
      const { held } = after(Array.from({ length: times }, () => [second, say('raised')]))
      expect(held?.alarm).toMatchObject({ count: times, version: times, state: 'unacknowledged', id })
    }))
  })

  it('go on one version at a time, or are only counted', () => {
    const message = fc.tuple(fc.integer({ min: 0, max: 40 * second }), fc.tuple(fc.constantFrom('raised' as const, 'cleared' as const), fc.constantFrom(...severities)).map(([change, severity]) => say(change, { severity })))
    fc.assert(fc.property(fc.array(message, { maxLength: 30 }), (messages) => {
      let before: AlarmStep | null = null
      for (const step of after(messages).steps) {
        expect(alarmStates).toContain(step.alarm.state)
        const isNew: boolean = step.fact === 'alarm.raised'
        expect(step.alarm.version).toBe(isNew ? 1 : (before?.alarm.version ?? 0) + (step.fact ? 1 : 0))
        if (!step.fact) expect(step.alarm).toBe(before?.alarm)
        before = step
      }
    }))
  })

  it('that end what does not stand, or ended already, change nothing', () => {
    expect(after([[0, say('cleared')]]).held).toBeNull()
    expect(after([[0, say('raised')], [0, say('cleared')], [0, say('cleared')]]).steps.map(({ fact }) => fact)).toEqual(['alarm.raised', 'alarm.cleared'])
  })

  it('are another alarm once the last one is gone for a minute', () => {
    const gone = decideAcknowledge({ ...raised(), state: 'returned', clearedAt: iso(now) }, seen(1), by).alarm
    const comes = (later: number) => decideSaid({ alarm: gone, chatter: null }, say('raised'), { now: now + later, responses: [], source, id: community, aside: { cause: null, window: null } })
    expect(comes(59 * second)).toMatchObject({ fact: 'alarm.repeated', alarm: { id, version: 3, count: 2, state: 'unacknowledged', acknowledgedBy: null, clearedAt: null } })
    expect(comes(60 * second)).toMatchObject({ fact: 'alarm.raised', alarm: { id: community, version: 1, count: 1 } })
  })

  it('keep what the device says of its clock, however wrong, and all that is counted begins when it was received', () => {
    const years = 366 * 86_400 * second
    fc.assert(fc.property(fc.integer({ min: -10 * years, max: years }), (off) => {
      const alarm = raised({ at: iso(now + off) }, { responses: [row] })
      expect(alarm).toMatchObject({
        deviceAt: iso(now + off), raisedAt: iso(now), skew: off > 120 * second || off < -600 * second ? Math.round(off / second) : null,
        clocks: [{ kind: 'answer', by: iso(now + 60 * second) }, { kind: 'start', by: iso(now + 1200 * second) }],
      })
    }))
    for (const at of ['0000-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '2200-01-01T00:00:00Z', 'never']) expect(raised({ at })).toMatchObject({ deviceAt: null, skew: null })
  })
})

describe('what an alarm begins as', () => {
  const cause = { alarm: community, tie: 'power' as const, name: null }

  it('is what its row says, with a timer for what runs out first and for who is told first', () => {
    const step = decideSaid(null, say('raised'), { now, responses: [row], source, id, aside: { cause: null, window: null } })
    expect(step?.timers).toEqual([
      { key: `alarm:${id}:late`, name: 'alarm.late', subject: id, dueAt: iso(now + 60 * second) },
      { key: `alarm:${id}:escalate`, name: 'alarm.escalate', subject: id, dueAt: iso(now + 60 * second) },
    ])
    expect(step?.alarm).toMatchObject({ response: row.id, lifeSafety: null, latching: null })
  })

  it('is aside under its cause or in a window, and life safety never is', () => {
    const aside = { cause, window: id }
    expect(raised({}, { aside: { cause, window: null } })).toMatchObject({ state: 'suppressed', active: true, cause, tally: { suppressed: 1 } })
    expect(raised({}, { aside })).toMatchObject({ state: 'out-of-service', active: true, cause: null, window: id })
    expect(raised({ kind: 'lift.trapped' }, { aside })).toMatchObject({ state: 'unacknowledged', lifeSafety: true, cause: null, window: id })
    expect(raised({}, { aside, responses: [{ ...row, lifeSafety: true }] })).toMatchObject({ state: 'unacknowledged', lifeSafety: true })
  })

  it('has neither clock nor escalation where it is an exercise or the installation’s own test', () => {
    for (const more of [{ exercise: 'test' as const }, { mode: 'probe' }]) {
      const step = decideSaid(null, say('raised', more), { now, responses: [row], source, id, aside: { cause: null, window: null } })
      expect(step).toMatchObject({ alarm: { state: 'unacknowledged' } })
      expect([step?.alarm.clocks ?? null, step?.timers ?? []]).toEqual([null, []])
    }
  })

  it('becomes real when what was an exercise is meant, and no exercise ends what is meant', () => {
    const { held } = after([[0, say('raised', { exercise: 'exercise' })], [second, say('raised')], [second, say('cleared', { exercise: 'exercise' })]], { responses: [row] })
    expect(held?.alarm).toMatchObject({ state: 'unacknowledged', exercise: null, clocks: [{ by: iso(now + 61 * second) }, {}] })
  })

  it('takes the row of a severity that rises, and keeps the clocks that run', () => {
    const minor = { ...row, id: community, severity: 'minor' as const, clocks: { answer: 300, start: null, arrive: null } }
    const { held } = after([[0, say('raised', { severity: 'minor' })], [100 * second, say('raised')]], { responses: [row, minor] })
    expect(held?.alarm).toMatchObject({ severity: 'major', response: row.id, clocks: [{ kind: 'answer', by: iso(now + 300 * second) }, { kind: 'start', by: iso(now + 1300 * second) }] })
  })
})

describe('an alarm that comes and goes', () => {
  const flap = (times: number, wait: number, more: Partial<Said> = {}) => Array.from({ length: times }, () => [[wait, say('raised', more)], [wait, say('cleared', more)]] as const).flat()

  it('chatters from its third time in a minute, and then only counts, told every ten seconds', () => {
    const { held, steps } = after(flap(100, 100))
    expect(steps.slice(0, 6).map(({ fact }) => fact)).toEqual(['alarm.raised', 'alarm.cleared', 'alarm.repeated', 'alarm.cleared', 'alarm.chattered', null])
    expect(steps.filter(({ fact }) => fact !== null).length).toBeLessThan(5 + 20 / 10 + 1)
    expect(held).toMatchObject({ alarm: { state: 'unacknowledged', chatteringSince: iso(now + 500) }, chatter: { active: false } })
    expect((held?.alarm.count ?? 0) + (held?.chatter?.count ?? 0)).toBe(100)
  })

  it('does not chatter where it only says again that it holds, comes slowly, or is life safety', () => {
    for (const messages of [Array.from({ length: 50 }, () => [10, say('raised')] as const), flap(10, 16 * second), flap(50, 10, { kind: 'lift.trapped' })]) {
      expect(after(messages).steps.every(({ fact }) => fact !== null && fact !== 'alarm.chattered')).toBe(true)
    }
  })

  it('is told at once where it gets worse, also while it chatters', () => {
    const { steps } = after([...flap(5, 100), [100, say('raised', { severity: 'critical' })]])
    expect(steps.at(-1)).toMatchObject({ fact: 'alarm.repeated', alarm: { severity: 'critical', count: 6 }, chatter: { count: 0, active: true } })
  })

  it('is fleeting where it is gone within ten seconds', () => {
    expect(after([[0, say('raised')], [9_999, say('cleared')]]).held?.alarm.fleeting).toBe(1)
    expect(after([[0, say('raised')], [10_000, say('cleared')]]).held?.alarm.fleeting ?? null).toBeNull()
  })
})

describe('acknowledging', () => {
  it('is not taken back by what repeats meanwhile', () => {
    const repeated = after([[0, say('raised')], [0, say('raised')]]).held?.alarm ?? raised()
    expect(decideAcknowledge(repeated, seen(1), by).alarm).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Li', step: null })
  })

  it('tells the second person who was first', () => {
    const alarm = raised()
    const acknowledged = decideAcknowledge(alarm, seen(1), by).alarm
    expect(() => decideAcknowledge(acknowledged, seen(1), { ...by, name: 'Wang' })).toThrow(expect.objectContaining({ fault: 'illegal-move', current: acknowledged }))
    expect(() => decideAcknowledge(alarm, seen(9), by)).toThrow(Refusal)
  })

  it('ends an alarm that had gone before anybody saw it, and keeps the clock, in time or late', () => {
    const returned = after([[0, say('raised')], [0, say('cleared')]], { responses: [row] }).held?.alarm ?? raised()
    expect(decideAcknowledge(returned, seen(1), by).alarm).toMatchObject({ state: 'normal', clocks: [{ kind: 'answer', kept: iso(now), late: false }, { kind: 'start', kept: null }] })
    const tardy = { ...by, at: iso(now + 61 * second) }
    expect(decideAcknowledge(returned, seen(1), tardy).alarm.clocks?.[0]).toMatchObject({ kept: tardy.at, late: true })
  })
})

it('an alarm keeps the first order made from it', () => {
  const linked = decideLink(raised(), 'first')
  expect(linked?.alarm).toMatchObject({ order: 'first', version: 2 })
  expect(linked && decideLink(linked.alarm, 'second')).toBeNull()
})

describe('an alarm that becomes worse than it ever was', () => {
  const critical: AlarmResponse = { ...row, id: '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e03', severity: 'critical', lifeSafety: true, clocks: { answer: 15, start: 60, arrive: 180 }, escalate: [15, 60, 300] }
  const put = (alarm: Alarm, fields: Partial<Alarm>): Held => ({ alarm: { ...alarm, ...fields }, chatter: null })
  const shelving = { until: iso(now + 3_600_000), reason: 'noisy', by, agreed: null }
  const worse = (held: Held, responses: AlarmResponse[] = []): AlarmStep | null =>
    decideSaid(held, say('raised', { severity: 'critical' }), { now: now + second, responses, source, id, aside: { cause: null, window: null } })

  it('rings anew for whoever saw it or put it aside, and again only when it is worse still', () => {
    const minor = raised({ severity: 'minor' })
    for (const held of [put(minor, { state: 'acknowledged', acknowledgedBy: 'Li', acknowledgedAt: iso(now) }), put(minor, { state: 'shelved', active: true, shelving })]) {
      const step = worse(held)
      expect(step?.alarm).toMatchObject({ state: 'unacknowledged', severity: 'critical', acknowledgedBy: null, shelving: null })
      const lesser = decideSaid({ alarm: { ...(step?.alarm ?? minor), state: 'acknowledged' }, chatter: null }, say('raised', { severity: 'minor' }), { now, responses: [], source, id, aside: { cause: null, window: null } })
      expect(lesser?.alarm).toMatchObject({ state: 'acknowledged', severity: 'minor', peak: 'critical' })
      expect(lesser && worse({ alarm: lesser.alarm, chatter: null })?.alarm).toMatchObject({ state: 'acknowledged', severity: 'critical', peak: null })
    }
  })

  it('stays explained and worked on, unless life is in it now: then it is heard, with its clocks and its chain', () => {
    const minor = raised({ severity: 'minor' })
    const cause = { alarm: id, tie: 'power' as const, name: null }
    const aside = [put(minor, { state: 'suppressed', active: true, cause }), put(minor, { state: 'out-of-service', active: true, window: id }), put(minor, { state: 'shelved', active: true, shelving }), put(minor, { chatteringSince: iso(now), cycles: [] })]
    expect(worse(aside[0] ?? put(minor, {}))?.alarm.state).toBe('suppressed')
    expect(worse(aside[1] ?? put(minor, {}))?.alarm.state).toBe('out-of-service')
    for (const held of aside) {
      const step = worse(held, [critical])
      expect(step?.alarm).toMatchObject({ state: 'unacknowledged', lifeSafety: true, cause: null, shelving: null, response: critical.id })
      expect(step?.alarm.chatteringSince ?? null).toBeNull()
      expect(step?.alarm.clocks).toHaveLength(3)
      expect(step?.timers?.length).toBeGreaterThan(0)
    }
  })

  it('or that is meant after its exercise was seen rings anew', () => {
    const seenTest = put(raised({ severity: 'critical', exercise: 'exercise' }), { state: 'acknowledged', acknowledgedBy: 'Li' })
    expect(worse(seenTest)?.alarm).toMatchObject({ state: 'unacknowledged', acknowledgedBy: null, exercise: null })
  })

  it('keeps a clock that is off by more than anybody counts', () => {
    expect(raised({ at: '2106-02-07T06:28:15Z' }).skew).toBe(2_000_000_000)
  })
})
