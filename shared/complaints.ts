import { z } from 'zod'
import { categories, Order } from './orders.ts'
import { Id, Instant } from './text.ts'

/** An open complaint as the daily stocktake has it. `age` in hours; `responsible`: who has it, else the butler of its grid. */
export const OpenComplaint = z.strictObject({ order: Order, age: z.number(), responsible: Id.nullable(), delayed: z.boolean() })
export type OpenComplaint = z.infer<typeof OpenComplaint>

/** A category that grows: this week against the weeks before it, eight of them; `limit`: above it is not chance (mean and three deviations). */
export const EarlyWarning = z.strictObject({ community: Id, category: z.enum(categories), thisWeek: z.int(), usual: z.number(), limit: z.number(), titles: z.array(z.strictObject({ title: z.string(), count: z.int() })) })
export type EarlyWarning = z.infer<typeof EarlyWarning>

export const Stocktake = z.strictObject({ at: Instant, complaints: z.array(OpenComplaint), warnings: z.array(EarlyWarning), /** Closed in the last 24 h, and of them in time. */ closed: z.int(), inTime: z.int() })
export type Stocktake = z.infer<typeof Stocktake>

/** When a stocktake is sent, and to where: the local time of each community. Null: of the whole company. */
export const StocktakePlan = z.strictObject({ id: Id, version: z.int(), region: Id.nullable(), community: Id.nullable(), at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), enabled: z.boolean(), lastDay: z.iso.date().nullable() })
export type StocktakePlan = z.infer<typeof StocktakePlan>
export const ChangeStocktakePlan = StocktakePlan.omit({ id: true, version: true, lastDay: true }).extend({ version: z.int().min(1).nullable() })
