import { z } from 'zod'
import { posts } from './people.ts'
import { Bilingual, Id } from './text.ts'

/**
 * What one person did in a span of local days, for pay. An order is whose it was when it was finished, on the day on which it was
 * finished; what is known of it later (the call-back) counts there too. One that was reopened is no longer done: it counts as reopened
 * for whoever had finished it, and as done for whoever finishes it again.
 */
export const WorkDone = z.strictObject({
  person: Id,
  code: z.string(),
  name: Bilingual,
  post: z.enum(posts),
  done: z.int(),
  /** Finished by the time that was promised. */
  onTime: z.int(),
  late: z.int(),
  rated: z.int(),
  /** Mean of the rated, 1 to 5. */
  rating: z.number().nullable(),
  /** Call-backs that reached the resident. */
  calledBack: z.int(),
  /** Of those, where the resident was satisfied. */
  passed: z.int(),
  reopened: z.int(),
  /** Orders given back, on the day on which they were. */
  declined: z.int(),
  /** Mean minutes from their acceptance to the finish. */
  minutes: z.number().nullable(),
})
export type WorkDone = z.infer<typeof WorkDone>
