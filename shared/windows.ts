import { z } from 'zod'
import { GivenInstant, Id, Instant, Typed } from './text.ts'

export const windowStates = ['planned', 'running', 'over', 'cancelled'] as const

/**
 * A time in which devices are worked on: what they raise is measured and not heard, what returns to normal is let through.
 * Life safety is heard all the same, with a word that work is going on. Of these devices, or of a building, or of the community.
 */
export const MaintenanceWindow = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  building: Id.nullable(),
  devices: z.array(Id),
  from: Instant,
  until: Instant,
  reason: z.string(),
  by: z.string(),
  state: z.enum(windowStates),
  endedAt: Instant.nullable(),
})
export type MaintenanceWindow = z.infer<typeof MaintenanceWindow>

/** Neither building nor devices: the whole community. */
export const PlanWindow = z.strictObject({
  community: Id, building: Id.nullish(), devices: z.array(Id).max(500).default([]), from: GivenInstant, until: GivenInstant, reason: Typed(400).min(1),
}).refine(({ from, until }) => from < until, { path: ['until'] })
/** Ends one that runs, cancels one that is planned. */
export const EndWindow = z.strictObject({ version: z.int().min(1), reason: Typed(400).default('') })
