import { z } from 'zod'
import { Id } from './text.ts'

/** What one person did in a span of local days, for pay. `rating`: mean of the asked, 1 to 5; `passed`: call-backs where the resident was satisfied. */
export const WorkDone = z.strictObject({
  person: Id, done: z.int(), onTime: z.int(), late: z.int(), rated: z.int(), rating: z.number().nullable(), calledBack: z.int(), passed: z.int(), reopened: z.int(), declined: z.int(),
  /** Mean minutes from acceptance to finish. */
  minutes: z.number().nullable(),
})
export type WorkDone = z.infer<typeof WorkDone>
