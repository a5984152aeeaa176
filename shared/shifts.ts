import { z } from 'zod'
import { posts } from './people.ts'
import { Id, Instant } from './text.ts'

export const Shift = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  person: Id,
  post: z.enum(posts),
  startsAt: Instant,
  endsAt: Instant,
})
export type Shift = z.infer<typeof Shift>

export const onDuty = (shift: Shift, now: number): boolean => Date.parse(shift.startsAt) <= now && now < Date.parse(shift.endsAt)
