import { z } from 'zod'
import { posts } from './people.ts'
import { GivenDay, GivenInstant, Id, Typed } from './text.ts'

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** RFC 5545 without its name: "FREQ=WEEKLY;BYDAY=MO,TU". Daily, weekly or monthly; bounded by `until`, not by the rule. */
export const RepeatRule = z.string().max(200).regex(/^FREQ=(DAILY|WEEKLY|MONTHLY)(;(INTERVAL|BYDAY|BYMONTHDAY|WKST)=[A-Z0-9,+-]+)*$/)

/** A person's duty that repeats. Its shifts are made ahead of time; hours are the community's own clock, through daylight saving. */
export const Roster = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  person: Id,
  post: z.enum(posts),
  rule: RepeatRule,
  /** First day, local. */
  startsOn: GivenDay,
  /** Local clock at which each shift begins. */
  startsAt: Clock,
  minutes: z.int().min(15).max(24 * 60),
  /** Last day, local; null: until ended. */
  until: GivenDay.nullable(),
})
export type Roster = z.infer<typeof Roster>

export const PlanRoster = Roster.omit({ id: true, version: true, community: true })
/** No shift that begins after `lastDay` is left. */
export const EndRoster = z.strictObject({ version: z.int().min(1), lastDay: GivenDay })

/** Calendar files (RFC 5545) may be this long, in characters. */
export const longestFile = 2_000_000
export const ImportRoster = z.strictObject({ community: Id, text: z.string().min(1).max(longestFile) })

export const PlanShift = z.strictObject({ person: Id, post: z.enum(posts), startsAt: GivenInstant, endsAt: GivenInstant })
export const CancelShift = z.strictObject({ version: z.int().min(1), reason: Typed(400).min(1) })
export const MissShift = CancelShift

/** One line of a file to be brought in, and what would become of it. */
export const PreviewLine = z.strictObject({
  line: z.int(),
  words: z.string(),
  outcome: z.enum(['new', 'changed', 'same', 'wrong']),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })),
})
export const Preview = z.strictObject({ lines: z.array(PreviewLine), new: z.int(), changed: z.int(), same: z.int(), wrong: z.int() })
export type Preview = z.infer<typeof Preview>
