import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Alarm, alarmAfter, alarmStates, severities } from '#shared/alarms.ts'
import { Refusal } from '../refusal.ts'
import type { AlarmStep, Chatter, Source } from './alarm-step.ts'
import { onWire } from './alarm-wire.ts'
import { decideSaid, type Held, type Said } from './raise-rules.ts'
import { decideAcknowledge, decideLink } from './seen-rules.ts'

const id = '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e77'
const source: Source = { community: '0192f0c1-7d3e-7b52-9a66-0d2a8c1f3e01', device: null }
const now = Date.parse('2026-03-01T08:00:00.000Z')
const by = (name: string) => ({ id: name, name, at: new Date(now).toISOString() })
const seen = { version: 1, note: '' }
const setting = { now, responses: [], source, id, aside: { cause: null, window: null } }
const say = (change: Said['change'], more: Partial<Said> = {}): Said => ({ kind: 'lift.fault', severity: 'major', change, text: '', at: null, ...more })
const decide = (held: Held | null, said: Said, at = now): AlarmStep | null => decideSaid(held, said, { ...setting, now: at })
const raised = (): Alarm => stepped(null, say('raised'))
const stepped = (standing: Alarm | null, said: Said): Alarm => {
  const step = decide(standing && { alarm: standing, chatter: null }, said)
  if (!step) throw new Error('nothing changed')
  return step.alarm
}
describe('messages about one device and kind', () => {
  it('are one standing alarm whose count is how often it was raised since it began', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (times) => {
        const alarm = after(Array.from({ length: times }, () => say('raised')))
        expect(alarm).toMatchObject({ count: times, version: times, state: 'unacknowledged', id })
      }),
    )
  })

  it('give the same alarm however a sender cuts them into calls', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), fc.nat(20), (messages, cut) => {
        const halfway = after(messages.slice(0, cut))
        const rest = messages.slice(cut).reduce<Alarm | null>((standing, said) => {
          const step = decideMessage(standing, said, source, id, now)
          return step ? step.alarm : standing
        }, halfway)
        expect(rest).toEqual(after(messages))
      }),
    )
  })

  it('only ever move as ISA-18.2 says, one version at a time', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(message, fc.constant('acknowledge' as const)), { maxLength: 25 }), (steps) => {
        let standing = null as Alarm | null
        for (const one of steps) {
          const before = standing
          if (one === 'acknowledge') {
            if (!before || !alarmAfter(before.state, 'acknowledge', { active: before.state !== 'returned', latching: false })) continue
            standing = decideAcknowledge(before, { version: before.version }, 'Li', now).alarm
          } else {
            const step = decideMessage(before, one, source, id, now)
            if (!step) continue
            if (before) expect(step.alarm.state).toBe(alarmAfter(before.state, one.change === 'raised' ? 'raise' : 'clear', { active: one.change === 'raised', latching: false }))
            standing = step.alarm
          }
          expect(Alarm.parse(standing)).toEqual(standing)
          expect(alarmStates).toContain(standing.state)
          expect(standing.version).toBe((before?.version ?? 0) + 1)
          if (standing.state === 'normal') standing = null
        }
      }),
    )
  })

  it('that end what does not stand, or ended already, change nothing', () => {
    expect(decideMessage(null, say('cleared'), source, id, now)).toBeNull()
    const returned = stepped(raised(), say('cleared'))
    expect(returned.state).toBe('returned')
    expect(decideMessage(returned, say('cleared'), source, id, now)).toBeNull()
  })

  it('keep what the device says of its clock, however wrong, and count from here', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2016-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }), (said) => {
        const alarm = stepped(null, say('raised', { at: said.toISOString() }))
        expect(alarm).toMatchObject({ deviceAt: said.toISOString(), raisedAt: new Date(now).toISOString() })
      }),
    )
    expect(stepped(null, say('raised', { at: '0000-01-01T00:00:00Z' })).deviceAt).toBeNull()
  })
})

describe('acknowledging', () => {
  it('is not taken back by what repeats meanwhile', () => {
    const seen = raised()
    const repeated = stepped(seen, say('raised'))
    expect(decideAcknowledge(repeated, { version: seen.version }, 'Li', now).alarm).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Li' })
  })

  it('tells the second person who was first', () => {
    const alarm = raised()
    const acknowledged = decideAcknowledge(alarm, { version: 1 }, 'Li', now).alarm
    expect(() => decideAcknowledge(acknowledged, { version: 1 }, 'Wang', now)).toThrow(expect.objectContaining({ fault: 'illegal-move', current: acknowledged }))
    expect(() => decideAcknowledge(alarm, { version: 9 }, 'Li', now)).toThrow(Refusal)
  })

  it('ends an alarm that had gone before anybody saw it', () => {
    const returned = stepped(raised(), say('cleared'))
    expect(decideAcknowledge(returned, { version: 1 }, 'Li', now).alarm.state).toBe('normal')
  })
})

it('an alarm keeps the first order made from it', () => {
  const linked = decideLink(raised(), 'first')
  expect(linked?.alarm).toMatchObject({ order: 'first', version: 2 })
  expect(linked && decideLink(linked.alarm, 'second')).toBeNull()
})
