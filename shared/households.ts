import { z } from 'zod'
import { Id } from './text.ts'

/** Red: living alone, disabled. Yellow: infants, pregnancy. Green: the rest. */
export const careLevels = ['red', 'yellow', 'green'] as const
export type CareLevel = (typeof careLevels)[number]

/** A household on file. Personal data: shown by right, and each look is written down. */
export const Household = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  building: Id,
  /** Unit and room: "2 单元 1201". */
  place: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  level: z.enum(careLevels),
  /** What they need: "独居老人，听力不便". */
  needs: z.string(),
})
export type Household = z.infer<typeof Household>

/** Households on file of one building, counted. */
export const CareCounts = z.strictObject({ red: z.int(), yellow: z.int(), green: z.int() })
export type CareCounts = z.infer<typeof CareCounts>
