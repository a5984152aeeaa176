import { z } from 'zod'
import { scenes } from './plans.ts'
import { Bilingual, Id } from './text.ts'

export const readinessReasons = ['posts', 'contacts', 'stock', 'in-date', 'pool', 'reviewed', 'drilled', 'passed'] as const
/** Why a plan counts as not drilled, or its drill as not passed: never held, too long ago, only other plans were; not scored, failed. */
export const drillLacks = ['never', 'late', 'others', 'unscored', 'failed'] as const
export type DrillLack = (typeof drillLacks)[number]

/** `share`: 0 to 1 of what is asked for; `about`: what is missing, as keys of posts, of kinds of resources, or of `drillLacks`; `named`: resources, or lines of the plan's table, that it is about; `weight`: of 100. */
export const ReadinessReason = z.strictObject({ reason: z.enum(readinessReasons), weight: z.number(), share: z.number().min(0).max(1), about: z.array(z.string()), named: z.array(Bilingual) })
export type ReadinessReason = z.infer<typeof ReadinessReason>
/** How ready a community is for a plan, from 0 to 100, and what is missing; a reason that is met is left out. `plan`: the published edition. */
export const Readiness = z.strictObject({ community: Id, plan: Id, scene: z.enum(scenes), percent: z.int().min(0).max(100), reasons: z.array(ReadinessReason) })
export type Readiness = z.infer<typeof Readiness>
