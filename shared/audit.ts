import { z } from 'zod'
import { Actor } from './facts.ts'
import { GivenInstant, Id, Instant, Typed } from './text.ts'

export const outcomes = ['done', 'refused'] as const

/** One line of the audit: who asked for what, when, and what became of it. Never changed, sealed by a hash chain. */
export const AuditEntry = z.strictObject({
  seq: z.int(),
  at: Instant,
  name: z.string(),
  by: Actor,
  community: Id.nullable(),
  mode: z.string(),
  outcome: z.enum(outcomes),
  detail: z.record(z.string(), z.unknown()),
  command: Id,
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** In days: how far back a text is looked for where no time is given. */
export const textReach = 31

/** Every filter may be left out. `text` is looked for in the actor's name, the act's name and its detail. What is typed may be personal: it is never in an address. */
export const AuditFilter = z.strictObject({
  from: GivenInstant.optional(),
  to: GivenInstant.optional(),
  community: Id.optional(),
  actor: Typed(100).optional(),
  name: Typed(60).optional(),
  outcome: z.enum(outcomes).optional(),
  text: Typed(100).optional(),
})
export type AuditFilter = z.infer<typeof AuditFilter>

/** Newest first; `before` is the `seq` of the last line shown. */
export const AuditAsk = AuditFilter.extend({ before: z.int().positive().optional(), limit: z.int().min(1).max(500).default(100) })
