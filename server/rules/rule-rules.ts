import { valueUnits, type DeviceKind, type Scalar } from '#shared/devices.ts'
import type { RuleTest, ValueRule } from '#shared/rules.ts'
import { digestOf } from '../journal/system.ts'

/** What decides which rules hold for a device. */
export type JudgedDevice = { id: string; community: string; kind: DeviceKind }

/** How closely a rule speaks of a device: of it alone, of its kind in its community, of its kind; null: not at all. */
function nearness(rule: ValueRule, device: JudgedDevice): number | null {
  if (rule.device !== null) return rule.device === device.id ? 2 : null
  if (rule.deviceKind !== device.kind) return null
  if (rule.community === null) return 0
  return rule.community === device.community ? 1 : null
}

/** The rules that hold for a device: of those about the same key and alarm the nearest, with all others that are as near. */
export function rulesFor(rules: readonly ValueRule[], device: JudgedDevice): ValueRule[] {
  const near = rules.flatMap((rule) => {
    const at = nearness(rule, device)
    return at === null ? [] : [{ rule, at, about: `${rule.key}\u001f${rule.alarm}` }]
  })
  const nearest = new Map<string, number>()
  for (const { at, about } of near) nearest.set(about, Math.max(nearest.get(about) ?? 0, at))
  return near.filter(({ at, about }) => nearest.get(about) === at).map(({ rule }) => rule)
}

/** What a rule's states belong to: with another test, alarm or place they begin anew. */
export const markOf = ({ key, test, alarm, severity }: ValueRule): string => digestOf(key, test, alarm, severity).slice(0, 16)

/** What an alarm of a rule says, in no language: a value with what it was held against. */
export function alarmText({ key, test }: Pick<ValueRule, 'key' | 'test'>, value: Scalar | null): string {
  const unit = valueUnits[key] ? ` ${valueUnits[key]}` : ''
  const is = value === null ? key : `${key} ${String(value).slice(0, 60)}${unit}`
  return (is + against(test, unit)).slice(0, 400)
}

function against(test: RuleTest, unit: string): string {
  switch (test.kind) {
    case 'threshold':
      return ` ${test.when === 'above' ? '>' : '<'} ${test.limit}${unit}${test.delay > 0 ? ` (${test.delay} s)` : ''}`
    case 'duration':
      return ` (${test.seconds} s)`
    case 'repetition':
      return ` × ${test.times} (${test.seconds} s)`
    case 'missing':
      return ` – ${test.seconds} s`
    case 'change':
      return ''
  }
}
