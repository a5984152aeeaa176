import { z } from 'zod'
import { categories, facilities, orderSources, priorities, waitReasons } from './orders.ts'
import { GivenDay, GivenInstant, Id, Instant, Typed } from './text.ts'

/**
 * How long something may take. `minutes` run day and night; `working-minutes` only in the community's working time; `days` end with
 * the local day, 0 being the same one (a report after working time counts from the next day); `working-days` end with a working day.
 */
export const limitUnits = ['minutes', 'working-minutes', 'days', 'working-days'] as const
export const Limit = z.strictObject({ unit: z.enum(limitUnits), amount: z.int().min(0).max(527_040) })
export type Limit = z.infer<typeof Limit>

/** When a report comes in: in working time, outside it, or on a holiday. */
export const hoursKinds = ['working', 'night', 'holiday'] as const
export type HoursKind = (typeof hoursKinds)[number]

/** The call-back is counted from the closing, all others from the report. */
export const Limits = z.strictObject({
  respond: Limit,
  arrive: Limit.nullable(),
  solution: Limit.nullable(),
  finish: Limit,
  close: Limit.nullable(),
  callBack: Limit.nullable(),
})
export type Limits = z.infer<typeof Limits>

const about = {
  region: Id.nullable(),
  community: Id.nullable(),
  category: z.enum(categories).nullable(),
  priority: z.enum(priorities).nullable(),
  source: z.enum(orderSources).nullable(),
  facility: z.enum(facilities).nullable(),
  hours: z.enum(hoursKinds).nullable(),
  limits: Limits,
  /** Waiting for these lets the clocks stand still. */
  pauses: z.array(z.enum(waitReasons)),
  /** Share of the promised time after which it is warned, per cent. */
  warnAt: z.int().min(10).max(99),
  /** Minutes after a broken promise at which butler, duty manager and regional head hear of it. */
  escalateAfter: z.array(z.int().min(0).max(100_000)).length(3),
}

/**
 * What is promised, to whom and from when. Rows are never rewritten: a new one with a later `from` takes the place of one about the
 * same. What is null holds for any. The most particular row wins: community before region before company, then facility, source,
 * hours, priority, category.
 */
export const ServicePromise = z.strictObject({ id: Id, version: z.int(), ...about, from: Instant, /** Until when, where it was taken back. */ until: Instant.nullable() })
export type ServicePromise = z.infer<typeof ServicePromise>

/** `from` lies in the future, or is now: history is not rewritten. */
export const SetPromise = z.strictObject({ ...about, from: GivenInstant.nullish(), reason: Typed(400).min(1) })
export const EndPromise = z.strictObject({ version: z.int().min(1), from: GivenInstant.nullish(), reason: Typed(400).min(1) })

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** When a community, a region or the company works. `weekdays`: 1 Monday to 7 Sunday. `workdays`: days off that are worked all the same (调休). */
export const WorkCalendar = z.strictObject({
  id: Id,
  version: z.int(),
  region: Id.nullable(),
  community: Id.nullable(),
  weekdays: z.array(z.int().min(1).max(7)).max(7),
  opensAt: Clock,
  closesAt: Clock,
  holidays: z.array(z.strictObject({ day: GivenDay, name: Typed(60) })).max(400),
  workdays: z.array(GivenDay).max(100),
})
export type WorkCalendar = z.infer<typeof WorkCalendar>

export const ChangeCalendar = WorkCalendar.omit({ id: true, version: true }).extend({ version: z.int().min(1).nullable() }).refine(({ opensAt, closesAt }) => opensAt < closesAt, { path: ['closesAt'] })

type Matter = { region: string; community: string; category: string; priority: string; source?: string | null; facility?: string | null; hours?: HoursKind | null }

/** The row that binds a matter reported at `at` (epoch milliseconds), or null where nothing is promised. */
export function promiseFor(rows: readonly ServicePromise[], matter: Matter, at: number): ServicePromise | null {
  const fits = (said: string | null, is: string | null | undefined) => said === null || said === is
  let best: ServicePromise | null = null
  for (const row of rows) {
    if (Date.parse(row.from) > at || (row.until !== null && Date.parse(row.until) <= at)) continue
    if (!fits(row.community, matter.community) || !fits(row.region, matter.region) || !fits(row.category, matter.category) || !fits(row.priority, matter.priority)) continue
    if (!fits(row.source, matter.source) || !fits(row.facility, matter.facility) || !fits(row.hours, matter.hours)) continue
    if (best === null || precedence(row) > precedence(best) || (precedence(row) === precedence(best) && isLater(row, best))) best = row
  }
  return best
}

const matterFields = ['region', 'community', 'category', 'priority', 'source', 'facility', 'hours'] as const

/** Whether two rows are about the same, so that the later one takes the place of the other. */
export const aboutTheSame = (a: Pick<ServicePromise, (typeof matterFields)[number]>, b: Pick<ServicePromise, (typeof matterFields)[number]>): boolean => matterFields.every((field) => a[field] === b[field])

/** Of rows made for the same moment the one made last; ids grow with time. */
const isLater = (row: ServicePromise, other: ServicePromise): boolean => Date.parse(row.from) - Date.parse(other.from) > 0 || (Date.parse(row.from) === Date.parse(other.from) && row.id > other.id)

/** More particular is more; where two say the same of the same, the later one wins. */
const precedence = (row: ServicePromise): number =>
  [row.category, row.priority, row.hours, row.source, row.facility, row.region, row.community].reduce((sum, said, bit) => sum + (said === null ? 0 : 2 ** bit), 0)
