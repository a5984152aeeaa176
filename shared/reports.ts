import { z } from 'zod'
import { Activation } from './activations.ts'
import { Check } from './checks.ts'
import { Drill, DrillResult } from './drills.ts'
import { Actor, factNames } from './facts.ts'
import { Finding } from './findings.ts'
import { Bilingual, Id, Instant } from './text.ts'

/** One thing that happened. `step`: which it was about; `detail`: what changed, by the fact's own names. */
export const ReportEntry = z.strictObject({ seq: z.int(), at: Instant, name: z.enum(factNames), by: Actor, step: z.string().nullable(), text: z.string().nullable(), late: z.boolean() })
export type ReportEntry = z.infer<typeof ReportEntry>

/** What left, or in a drill would have left. */
export const ReportMessage = z.strictObject({ id: Id, at: Instant, to: Bilingual, text: Bilingual, way: z.string(), state: z.enum(['waiting', 'sent', 'captured', 'failed']) })

/** What became of a plan that was carried out, from its facts alone. Minutes from its start unless said. */
export const Report = z.strictObject({
  activation: Activation,
  drill: Drill.nullable(),
  timeline: z.array(ReportEntry),
  /** `opened`, `accepted`, `done`: minutes after the start; `took` against `limit`: minutes; `why`: what was noted where it went late. */
  steps: z.array(z.strictObject({
    key: z.string(), round: z.int(), name: Bilingual, who: z.string().nullable(), opened: z.number().nullable(), accepted: z.number().nullable(), done: z.number().nullable(), took: z.number().nullable(), limit: z.number().nullable(), late: z.boolean(), why: z.string(),
  })),
  decisions: z.array(z.strictObject({ at: Instant, step: z.string(), answer: Bilingual, by: z.string() })),
  messages: z.array(ReportMessage),
  checks: z.array(Check.pick({ subject: true, level: true, state: true, at: true })),
  findings: z.array(Finding),
  result: DrillResult.nullable(),
})
export type Report = z.infer<typeof Report>
