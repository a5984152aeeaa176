import { z } from 'zod'
import { categories } from './orders.ts'
import { StepKey } from './plans.ts'
import { GivenDay, Id, Instant, Typed } from './text.ts'

export const findingStates = ['open', 'done', 'dropped'] as const

/** Something that a real case or a drill showed: who puts it right until when, and what came of it. */
export const Finding = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  activation: Id.nullable(),
  drill: Id.nullable(),
  /** The plan that it proposes to change, by its series. */
  plan: Id.nullable(),
  step: z.string().nullable(),
  text: z.string(),
  owner: Id.nullable(),
  /** A day of the community's. */
  dueOn: z.iso.date().nullable(),
  /** It is put right by an order of this category. */
  category: z.enum(categories).nullable(),
  order: Id.nullable(),
  /** What the plan should say instead. */
  proposal: z.string().nullable(),
  /** The edition that took it in. */
  edition: Id.nullable(),
  state: z.enum(findingStates),
  outcome: z.string(),
  by: z.string(),
  at: Instant,
})
export type Finding = z.infer<typeof Finding>

const about = { text: Typed(2000).min(1), owner: Id.nullish(), dueOn: GivenDay.nullish(), category: z.enum(categories).nullish(), proposal: Typed(2000).nullish(), step: StepKey.nullish() }
export const NoteFinding = z.strictObject({ community: Id, activation: Id.nullish(), drill: Id.nullish(), plan: Id.nullish(), ...about })
export const ChangeFinding = z.strictObject({ version: z.int().min(1), ...about })
export const CloseFinding = z.strictObject({ version: z.int().min(1), state: z.enum(['done', 'dropped']), outcome: Typed(400).min(1) })
