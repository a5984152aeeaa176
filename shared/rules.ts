import { z } from 'zod'
import { AlarmKind, severities } from './alarms.ts'
import { deviceKinds, Scalar } from './devices.ts'
import { Bilingual, Id, Instant, Typed, TypedBilingual } from './text.ts'

export const comparisons = ['above', 'below'] as const

const Seconds = z.int().min(0).max(604_800)

/**
 * What in the values of one key is an alarm, and when it is over.
 * `threshold`: beyond `limit` for `delay` seconds; over when back by `deadband`. `duration`: `equals` for `seconds`; over when it is
 * something else. `repetition`: became `equals` `times` within `seconds`; over when it did not for as long. `missing`: nothing for
 * `seconds`; over with the next value. `change`: became `to` (from `from`, or anything else); over when it is no longer.
 */
export const RuleTest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('threshold'), when: z.enum(comparisons), limit: z.number(), deadband: z.number().min(0).default(0), delay: Seconds.default(0) }),
  z.strictObject({ kind: z.literal('duration'), equals: Scalar, seconds: Seconds.min(1) }),
  z.strictObject({ kind: z.literal('repetition'), equals: Scalar, times: z.int().min(2).max(100), seconds: Seconds.min(1) }),
  z.strictObject({ kind: z.literal('missing'), seconds: Seconds.min(5) }),
  z.strictObject({ kind: z.literal('change'), from: Scalar.nullish(), to: Scalar }),
])
export type RuleTest = z.infer<typeof RuleTest>

const about = {
  /** Null: of every community. */
  community: Id.nullable(),
  /** Of all devices of a kind, or of one; one device's rule for a key and an alarm takes the place of its kind's. */
  deviceKind: z.enum(deviceKinds).nullable(),
  device: Id.nullable(),
  key: Typed(60).min(1),
  test: RuleTest,
  alarm: AlarmKind,
  severity: z.enum(severities),
}
const ofOne = ({ deviceKind, device }: { deviceKind: string | null; device: string | null }): boolean => (deviceKind === null) !== (device === null)

/** A rule that turns values into alarms. A new one is off until it is switched on. */
export const ValueRule = z.strictObject({ id: Id, version: z.int(), name: Bilingual, ...about, enabled: z.boolean(), changedAt: Instant, changedBy: z.string(), ended: z.boolean() })
export type ValueRule = z.infer<typeof ValueRule>

export const SetRule = z.strictObject({ name: TypedBilingual, ...about }).refine(ofOne, { path: ['deviceKind'] })
export const ChangeRule = z.strictObject({ version: z.int().min(1), name: TypedBilingual, ...about }).refine(ofOne, { path: ['deviceKind'] })
export const SwitchRule = z.strictObject({ version: z.int().min(1), enabled: z.boolean() })
export const EndRule = z.strictObject({ version: z.int().min(1), reason: Typed(400).min(1) })

/** What a rule would have done in the last `days`. `most`: the devices with the most alarms. `longest`: seconds. */
export const TryRule = z.strictObject({ ...about, days: z.int().min(1).max(31).default(7) }).refine(ofOne, { path: ['deviceKind'] })
export const RuleTrial = z.strictObject({
  alarms: z.int(),
  devices: z.int(),
  /** Devices that have values of this key at all. */
  measured: z.int(),
  readings: z.int(),
  /** Whether only the newest part of the history was read. */
  cut: z.boolean(),
  standing: z.int(),
  longest: z.number().nullable(),
  shortest: z.number().nullable(),
  days: z.array(z.strictObject({ day: z.iso.date(), alarms: z.int() })),
  most: z.array(z.strictObject({ device: Id, name: Bilingual, alarms: z.int() })),
})
export type RuleTrial = z.infer<typeof RuleTrial>
