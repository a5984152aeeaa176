import { z } from 'zod'
import { scenes } from './plans.ts'
import { Id } from './text.ts'

export const readinessReasons = ['posts', 'contacts', 'stock', 'in-date', 'pool', 'reviewed', 'drilled', 'passed'] as const
/** `share`: 0 to 1 of what is asked for; `about`: what is missing, as keys of posts, kinds, or names of resources; `weight`: of 100. */
export const ReadinessReason = z.strictObject({ reason: z.enum(readinessReasons), weight: z.number(), share: z.number().min(0).max(1), about: z.array(z.string()) })
/** How ready a community is for a plan, from 0 to 100. */
export const Readiness = z.strictObject({ community: Id, plan: Id, scene: z.enum(scenes), percent: z.int().min(0).max(100), reasons: z.array(ReadinessReason) })
export type Readiness = z.infer<typeof Readiness>
