import type { Severity } from '#shared/alarms.ts'
import type { DeviceKind, Scalar } from '#shared/devices.ts'
import type { RuleTest, ValueRule } from '#shared/rules.ts'

/** What the field of tests offers; a threshold is either of the first two. */
export const draftTests = ['above', 'below', 'duration', 'repetition', 'missing', 'change'] as const
export type DraftTest = (typeof draftTests)[number]

export const secondUnits = ['seconds', 'minutes', 'hours'] as const
const unitSeconds = { seconds: 1, minutes: 60, hours: 3600 } as const
export type Amount = { amount: number; unit: (typeof secondUnits)[number] }

/** A rule as it is typed: numbers may be none yet, values are text. */
export type Draft = {
  zh: string
  en: string
  community: string | null
  about: 'kind' | 'device'
  deviceKind: DeviceKind
  device: string | null
  key: string
  test: DraftTest
  limit: number | string
  deadband: number | string
  time: Amount
  times: number | string
  equals: string
  from: string
  alarm: string
  severity: Severity
}

export const emptyDraft: Draft = {
  zh: '', en: '', community: null, about: 'kind', deviceKind: 'pump', device: null, key: 'pressure', test: 'below', limit: '', deadband: 0, time: { amount: 0, unit: 'seconds' }, times: 3, equals: '', from: '',
  alarm: 'pump.pressure-low', severity: 'minor',
}

export function amountOf(seconds: number): Amount {
  const unit = seconds > 0 && seconds % 3600 === 0 ? 'hours' : seconds > 0 && seconds % 60 === 0 ? 'minutes' : 'seconds'
  return { amount: seconds / unitSeconds[unit], unit }
}
export const secondsOf = ({ amount, unit }: Amount): number => amount * unitSeconds[unit]

export const scalarText = (value: Scalar): string => String(value)
/** What a typed text stands for: a number, true or false, else itself. */
export function scalarOf(text: string): Scalar {
  const typed = text.trim()
  if (typed === 'true' || typed === 'false') return typed === 'true'
  return typed !== '' && Number.isFinite(Number(typed)) ? Number(typed) : typed
}

/** The test that is typed; null where something of it is missing or cannot be. */
export function testOf({ test, limit, deadband, time, times, equals, from }: Draft): RuleTest | null {
  const seconds = secondsOf(time)
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 604_800) return null
  const value = scalarOf(equals)
  switch (test) {
    case 'above':
    case 'below': {
      if (limit === '' || !Number.isFinite(Number(limit)) || !Number.isFinite(Number(deadband)) || Number(deadband) < 0) return null
      return { kind: 'threshold', when: test, limit: Number(limit), deadband: Number(deadband), delay: seconds }
    }
    case 'duration':
      return value === '' || seconds < 1 ? null : { kind: 'duration', equals: value, seconds }
    case 'repetition':
      return value === '' || seconds < 1 || !Number.isInteger(Number(times)) || Number(times) < 2 || Number(times) > 100 ? null : { kind: 'repetition', equals: value, times: Number(times), seconds }
    case 'missing':
      return seconds < 5 ? null : { kind: 'missing', seconds }
    case 'change':
      return value === '' ? null : { kind: 'change', to: value, from: from.trim() === '' ? null : scalarOf(from) }
  }
}

export function draftOf({ name, community, deviceKind, device, key, test, alarm, severity }: ValueRule): Draft {
  const about = { ...emptyDraft, zh: name.zh, en: name.en === name.zh ? '' : name.en, community, about: device === null ? ('kind' as const) : ('device' as const), deviceKind: deviceKind ?? emptyDraft.deviceKind, device, key, alarm, severity }
  switch (test.kind) {
    case 'threshold':
      return { ...about, test: test.when, limit: test.limit, deadband: test.deadband, time: amountOf(test.delay) }
    case 'duration':
      return { ...about, test: 'duration', equals: scalarText(test.equals), time: amountOf(test.seconds) }
    case 'repetition':
      return { ...about, test: 'repetition', equals: scalarText(test.equals), times: test.times, time: amountOf(test.seconds) }
    case 'missing':
      return { ...about, test: 'missing', time: amountOf(test.seconds) }
    case 'change':
      return { ...about, test: 'change', equals: scalarText(test.to), from: test.from === undefined || test.from === null ? '' : scalarText(test.from) }
  }
}

/** What is tried and saved; null while something is missing. */
export function judgedOf(draft: Draft): Pick<ValueRule, 'community' | 'deviceKind' | 'device' | 'key' | 'test' | 'alarm' | 'severity'> | null {
  const test = testOf(draft)
  const key = draft.key.trim()
  const ofDevice = draft.about === 'device'
  if (!test || key === '' || (ofDevice && draft.device === null) || !/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(draft.alarm)) return null
  return { community: draft.community, deviceKind: ofDevice ? null : draft.deviceKind, device: ofDevice ? draft.device : null, key, test, alarm: draft.alarm, severity: draft.severity }
}
