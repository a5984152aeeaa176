import { describe, expect, it } from 'vitest'
import type { RuleTest, ValueRule } from '#shared/rules.ts'
import { amountOf, draftOf, emptyDraft, judgedOf, scalarOf, secondsOf, testOf } from './draft-rules.ts'

const rule = (test: RuleTest): ValueRule => ({
  id: 'r', version: 1, name: { zh: '水压低', en: 'Low' }, community: null, deviceKind: 'pump', device: null, key: 'pressure', test, alarm: 'pump.pressure-low', severity: 'major', enabled: false,
  changedAt: '2026-11-22T00:00:00Z', changedBy: 'x', ended: false,
})
const tests: RuleTest[] = [
  { kind: 'threshold', when: 'below', limit: 0.2, deadband: 0.05, delay: 90 },
  { kind: 'duration', equals: false, seconds: 600 },
  { kind: 'repetition', equals: 1, times: 5, seconds: 7200 },
  { kind: 'missing', seconds: 30 },
  { kind: 'change', from: null, to: 'fault' },
  { kind: 'change', from: 'ok', to: true },
]

describe('a rule that is typed', () => {
  it.each(tests)('is the rule it was: %j', (test) => {
    expect(judgedOf(draftOf(rule(test)))).toMatchObject({ test, key: 'pressure', deviceKind: 'pump', device: null })
  })

  it('is none while something is missing', () => {
    expect(judgedOf(emptyDraft)).toBeNull()
    expect(testOf({ ...emptyDraft, limit: 'x' })).toBeNull()
    expect(testOf({ ...emptyDraft, test: 'duration', equals: ' ' })).toBeNull()
    expect(testOf({ ...emptyDraft, test: 'missing', time: { amount: 4, unit: 'seconds' } })).toBeNull()
    expect(judgedOf({ ...emptyDraft, limit: 0.2, about: 'device' })).toBeNull()
    expect(judgedOf({ ...emptyDraft, limit: 0.2, alarm: 'Not A Kind' })).toBeNull()
    expect(judgedOf({ ...emptyDraft, limit: 0.2 })).not.toBeNull()
  })

  it('reads numbers, true and false, and words', () => {
    expect(['1.5', 'true', 'false', 'fault', '-3'].map(scalarOf)).toEqual([1.5, true, false, 'fault', -3])
  })

  it('keeps a time in its largest whole unit', () => {
    expect([0, 90, 120, 7200].map((seconds) => amountOf(seconds))).toEqual([{ amount: 0, unit: 'seconds' }, { amount: 90, unit: 'seconds' }, { amount: 2, unit: 'minutes' }, { amount: 2, unit: 'hours' }])
    expect([0, 90, 120, 7200].map((seconds) => secondsOf(amountOf(seconds)))).toEqual([0, 90, 120, 7200])
  })
})
