import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alarmStates, severities, type Alarm } from '#shared/alarms.ts'
import { hushedFor, rings, soundOf } from './sound-rules.ts'
import { lengthOf, tones } from './tones.ts'

const now = Date.parse('2026-11-22T03:00:00.000Z')
const alarm = (more: Partial<Alarm>): Alarm => ({
  id: 'a', version: 1, community: 'c', building: null, device: null, deviceName: null, kind: 'lift.fault', severity: 'major', state: 'unacknowledged', text: '', point: null,
  raisedAt: new Date(now).toISOString(), deviceAt: null, acknowledgedAt: null, acknowledgedBy: null, clearedAt: null, count: 1, order: null, mode: 'real', ...more,
})
const any = fc.record({ id: fc.uuid(), state: fc.constantFrom(...alarmStates), severity: fc.constantFrom(...severities), mode: fc.constantFrom('real', 'probe', 'drill-1'), exercise: fc.constantFrom(null, 'test' as const), kind: fc.constantFrom('lift.fault', 'feed.silent') }).map(alarm)
const toneFor = (heard: Parameters<typeof soundOf>[0]) => soundOf(heard).tone
const quiet = { hushed: new Map<string, number>(), flood: false, stale: false, now }

describe('the tone of a room', () => {
  it('is silence exactly where nothing rings, and never less urgent than what rings', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), fc.boolean(), (alarms, flood) => {
        const tone = toneFor({ ...quiet, alarms, flood })
        const ringing = alarms.filter(rings)
        expect(tone === null).toBe(ringing.length === 0)
        if (ringing.some(({ severity, kind, mode }) => severity === 'critical' && kind !== 'feed.silent' && mode === 'real')) expect(tone).toBe('critical')
        expect(tone === 'drill').toBe(ringing.length > 0 && ringing.every(({ mode }) => mode === 'drill-1'))
      }),
    )
  })

  it('is one for a flood, in which what is critical is still heard as such', () => {
    const minor = Array.from({ length: 40 }, (_, i) => alarm({ id: `m${i}`, severity: i % 2 ? 'minor' : 'major' }))
    expect(toneFor({ ...quiet, alarms: minor, flood: true })).toBe('flood')
    expect(toneFor({ ...quiet, alarms: [...minor, alarm({ id: 'c', severity: 'critical' })], flood: true })).toBe('critical')
  })

  it('tells trouble of the installation apart, and a picture that is not fresh is trouble', () => {
    expect(toneFor({ ...quiet, alarms: [alarm({ kind: 'gateway.silent' })] })).toBe('trouble')
    expect(toneFor({ ...quiet, alarms: [], stale: true })).toBe('trouble')
    expect(toneFor({ ...quiet, alarms: [alarm({ severity: 'critical' })], stale: true })).toBe('critical')
    expect(toneFor({ ...quiet, alarms: [alarm({ severity: 'notice' })], stale: true })).toBe('trouble')
  })

  it('keeps quiet of what was hushed for a while only, and not of what came after', () => {
    const alarms = [alarm({ id: 'a' })]
    const hushed = new Map([['a', now]])
    expect(toneFor({ ...quiet, alarms, hushed })).toBeNull()
    expect(toneFor({ ...quiet, alarms, hushed, now: now + hushedFor })).toBe('major')
    expect(toneFor({ ...quiet, alarms: [...alarms, alarm({ id: 'b' })], hushed })).toBe('major')
  })

  it('is what is real where both ring, and softer than any of it where only what is practised does', () => {
    const staged = Array.from({ length: 20 }, (_, i) => alarm({ id: `d${i}`, severity: 'critical', lifeSafety: true, mode: 'drill-1' }))
    expect(toneFor({ ...quiet, alarms: staged })).toBe('drill')
    expect(toneFor({ ...quiet, alarms: [...staged, alarm({ severity: 'notice' })] })).toBe('notice')
    expect(toneFor({ ...quiet, alarms: staged, flood: true })).toBe('drill')
    expect(toneFor({ ...quiet, alarms: staged, stale: true })).toBe('trouble')
  })

  it('tells which alarms it is for, so that one that has just begun is heard beside them', () => {
    const alarms = [alarm({ id: 'a', severity: 'critical' }), alarm({ id: 'b' }), alarm({ id: 'c', severity: 'critical' }), alarm({ id: 'd', severity: 'critical', mode: 'drill-1' })]
    expect(soundOf({ ...quiet, alarms })).toEqual({ tone: 'critical', ringing: ['a', 'c'] })
    expect(soundOf({ ...quiet, alarms: [alarm({}), alarm({ id: 'b', severity: 'minor' })], flood: true })).toEqual({ tone: 'flood', ringing: [] })
  })

  it('is the most urgent for life safety, whatever severity its sender gives', () => {
    expect(toneFor({ ...quiet, alarms: [alarm({ severity: 'notice', lifeSafety: true })] })).toBe('critical')
  })

  it('ends when somebody has seen it', () => {
    for (const state of ['acknowledged', 'latched', 'shelved', 'suppressed', 'out-of-service', 'normal'] as const) expect(rings(alarm({ state, severity: 'critical' }))).toBe(false)
    expect(rings(alarm({ exercise: 'test' }))).toBe(false)
  })

  it('has time to end before it comes again, and comes the oftener the more urgent it is', () => {
    for (const tone of Object.values(tones)) expect(lengthOf(tone) * 1000).toBeLessThan(tone.every)
    expect(severities.map((severity) => tones[severity].every)).toEqual(severities.map((severity) => tones[severity].every).toSorted((a, b) => a - b))
  })
})
