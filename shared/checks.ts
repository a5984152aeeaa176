import { z } from 'zod'
import { careLevels, Household } from './households.ts'
import { posts } from './people.ts'
import { Bilingual, Id, Instant, Typed } from './text.ts'

export const checkSubjects = ['household', 'person'] as const
/** `away`: it is known that they are not there. */
export const checkStates = ['open', 'safe', 'help', 'unreachable', 'away'] as const
export type CheckState = (typeof checkStates)[number]

/** Whether one household in need, or one of the staff in a roll call, has been asked after while a plan is carried out. Names nobody of the residents. */
export const Check = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  activation: Id,
  /** Of the step that called the roll; null of households. */
  step: z.string().nullable(),
  subject: z.enum(checkSubjects),
  /** The household or the person. */
  of: Id,
  building: Id.nullable(),
  level: z.enum(careLevels).nullable(),
  state: z.enum(checkStates),
  at: Instant.nullable(),
  by: z.string().nullable(),
  /** In words that name nobody. */
  note: z.string(),
  mode: z.string(),
})
export type Check = z.infer<typeof Check>

/** Staff in a roll call with their names; households only as counts. */
export const Checks = z.strictObject({
  rollCall: z.array(z.strictObject({ check: Check, name: Bilingual, post: z.enum(posts) })),
  households: z.strictObject({ open: z.int(), safe: z.int(), help: z.int(), unreachable: z.int(), away: z.int() }),
})
export type Checks = z.infer<typeof Checks>
/** Red first, then yellow, then green. Personal data. */
export const CheckedHousehold = z.strictObject({ check: Check, household: Household })
export type CheckedHousehold = z.infer<typeof CheckedHousehold>

export const MarkCheck = z.strictObject({ version: z.int().min(1), state: z.enum(checkStates), note: Typed(400).default('') })
