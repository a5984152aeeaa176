import { z } from 'zod'
import { categories, facilities } from './orders.ts'
import { Bilingual, GivenDay, Id, Instant, Typed } from './text.ts'

export const maintenanceStates = ['scheduled', 'ordered', 'dismissed'] as const

/** A piece of preventive work that was accepted for a day, or dismissed. */
export const MaintenanceItem = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  building: Id.nullable(),
  device: Id.nullable(),
  title: z.string(),
  category: z.enum(categories),
  facility: z.enum(facilities).nullable(),
  /** Local day of the community. */
  day: z.iso.date(),
  hours: z.number().positive().max(999),
  why: z.string(),
  state: z.enum(maintenanceStates),
  /** The order that it became. */
  order: Id.nullable(),
})
export type MaintenanceItem = z.infer<typeof MaintenanceItem>

/**
 * What history suggests for a month. `key`: the id that its item will have. Why, in numbers that the screen words: orders and alarms
 * of the last 90 days, and how many are usual; hours of work expected.
 */
export const MaintenanceProposal = z.strictObject({
  key: Id,
  community: Id,
  building: Id.nullable(),
  device: Id.nullable(),
  name: Bilingual,
  category: z.enum(categories),
  facility: z.enum(facilities).nullable(),
  day: z.iso.date(),
  hours: z.number(),
  orders: z.int(),
  alarms: z.int(),
  usual: z.number(),
  lastAt: Instant.nullable(),
  /** On what weekday (1 Monday) most of it happened. */
  weekday: z.int().min(1).max(7).nullable(),
})
export type MaintenanceProposal = z.infer<typeof MaintenanceProposal>

export const AcceptMaintenance = z.strictObject({
  community: Id, building: Id.nullish(), device: Id.nullish(), title: Typed(120).min(1), category: z.enum(categories), facility: z.enum(facilities).nullish(),
  day: GivenDay, hours: z.number().positive().max(999), why: Typed(400).default(''),
})
export const ChangeMaintenance = z.strictObject({ version: z.int().min(1), day: GivenDay, hours: z.number().positive().max(999) })
/** `version` 0 with the `proposal`: what was proposed and shall not be again that month; its key is the id. */
export const DismissMaintenance = z.strictObject({ version: z.int().min(0), reason: Typed(400).min(1), proposal: AcceptMaintenance.nullish() }).refine(({ version, proposal }) => (version === 0) === Boolean(proposal), { path: ['version'] })
