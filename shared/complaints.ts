import { z } from 'zod'
import { categories, openClocks, Order } from './orders.ts'
import { Bilingual, Id, Instant } from './text.ts'

/** An open complaint as the daily stocktake has it. `age` in hours; `responsible`: who has it, else the butler of its community. */
export const OpenComplaint = z.strictObject({ order: Order, age: z.number(), responsible: Id.nullable(), delayed: z.boolean() })
export type OpenComplaint = z.infer<typeof OpenComplaint>

/** A category that grows: the last seven days against the eight weeks before them; `limit`: above it is not chance. `usual` per week. */
export const EarlyWarning = z.strictObject({
  community: Id,
  category: z.enum(categories),
  thisWeek: z.int(),
  usual: z.number(),
  limit: z.number(),
  /** What grew most, with how often it came this week. */
  titles: z.array(z.strictObject({ title: z.string(), count: z.int() })),
})
export type EarlyWarning = z.infer<typeof EarlyWarning>

export const Stocktake = z.strictObject({
  at: Instant,
  complaints: z.array(OpenComplaint),
  warnings: z.array(EarlyWarning),
  /** Closed in the last 24 h, and of them in time. */
  closed: z.int(),
  inTime: z.int(),
  /** Whoever is named as responsible. */
  people: z.array(z.strictObject({ id: Id, name: Bilingual })),
})
export type Stocktake = z.infer<typeof Stocktake>

/** When a stocktake is sent, and of what: by the clocks of the community, or of most communities of the region or company. One plan for each. */
export const StocktakePlan = z.strictObject({ id: Id, version: z.int(), region: Id.nullable(), community: Id.nullable(), at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), enabled: z.boolean(), lastDay: z.iso.date().nullable() })
export type StocktakePlan = z.infer<typeof StocktakePlan>
/** `version` null: there is none yet. */
export const ChangeStocktakePlan = StocktakePlan.omit({ id: true, version: true, lastDay: true })
  .extend({ version: z.int().min(1).nullable() })
  .refine(({ region, community }) => region === null || community === null, { path: ['region'] })

/** A delay that nobody has given the root cause of. */
export const isUnexplained = ({ order, delayed }: OpenComplaint): boolean => delayed && !order.rootCause

/** A complaint is delayed when one of its promises is broken, whether or not that was noted yet. */
export const isDelayed = (order: Order, now: number): boolean =>
  order.late.length > 0 || openClocks(order).some(({ kind, by }) => Date.parse(by) < now && (kind === 'respond' || !order.waiting?.paused))

/** What happened to it last, and when; the words of it are the screen's. */
export function lastOf(order: Order): { what: 'reported' | 'assigned' | 'responded' | 'arrived' | 'solution' | 'finished' | 'verified' | 'noted'; at: string } {
  const happened = [
    ['reported', order.reportedAt], ['assigned', order.assignedAt], ['responded', order.respondedAt], ['arrived', order.arrivedAt],
    ['solution', order.solutionAt], ['finished', order.finishedAt], ['verified', order.verifiedAt], ['noted', order.step?.at],
  ] as const
  let last: ReturnType<typeof lastOf> = { what: 'reported', at: order.reportedAt }
  for (const [what, at] of happened) if (at && Date.parse(at) > Date.parse(last.at)) last = { what, at }
  return last
}
