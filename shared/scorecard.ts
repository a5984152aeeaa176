import { z } from 'zod'
import { alarmClockKinds, severities } from './alarms.ts'
import { Bilingual, Id } from './text.ts'

/** What a figure is measured against: at most, or at least. */
export const scoreTargets = {
  /** Alarms per operator in ten minutes: 1 is good, 2 the limit. */
  rate: 1, rateLimit: 2,
  /** Share of time in flood, from more than `floodFrom` in ten minutes until fewer than `floodUntil`. */
  flood: 0.01, floodFrom: 10, floodUntil: 5,
  /** Standing for over a day. */
  standing: 5,
  chattering: 0,
  /** Share of the ten most frequent sources. */
  topTen: 0.05,
  mix: { low: 0.8, medium: 0.15, high: 0.05 },
  /** Shares answered in 15 and in 20 seconds; dispatched in 60 and in 106. */
  answered: [{ seconds: 15, share: 0.9 }, { seconds: 20, share: 0.95 }],
  dispatched: [{ seconds: 60, share: 0.9 }, { seconds: 106, share: 0.95 }],
} as const

const Share = z.number().min(0).max(1)
const Met = z.strictObject({ seconds: z.number(), share: Share.nullable(), target: Share })

/** Of a community (null: all that was asked for) and a desk (null: all) in a month. Shares are null where there was nothing to count. */
export const Score = z.strictObject({
  community: Id.nullable(),
  desk: z.string().nullable(),
  alarms: z.int(),
  /** Mean and most of alarms in ten minutes per operator on duty; operators as the roster had them, at least one. */
  rate: z.strictObject({ mean: z.number(), most: z.number(), over: Share }),
  flood: z.strictObject({ share: Share, count: z.int(), minutes: z.number() }),
  standing: z.int(),
  chattering: z.int(),
  fleeting: z.int(),
  topTen: z.strictObject({ share: Share.nullable(), sources: z.array(z.strictObject({ device: Id.nullable(), name: Bilingual.nullable(), kind: z.string(), alarms: z.int() })) }),
  mix: z.record(z.enum(severities), z.int()),
  answered: z.array(Met),
  dispatched: z.array(Met),
  /** Seconds: half were answered sooner, and nine of ten. Null where none was. */
  answer: z.strictObject({ half: z.number(), most: z.number() }).nullable(),
  clocks: z.array(z.strictObject({ kind: z.enum(alarmClockKinds), kept: z.int(), late: z.int() })),
  shelved: z.int(),
  suppressed: z.int(),
})
export type Score = z.infer<typeof Score>

/** The whole first, then each community, then each desk. */
export const Scorecard = z.strictObject({ month: z.string(), whole: Score, communities: z.array(Score), desks: z.array(Score), days: z.array(z.strictObject({ day: z.iso.date(), alarms: z.int(), most: z.int() })) })
export type Scorecard = z.infer<typeof Scorecard>
