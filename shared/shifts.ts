import { z } from 'zod'
import { posts } from './people.ts'
import { Id, Instant } from './text.ts'

/** Absent: planned, but not there. */
export const shiftStates = ['planned', 'absent', 'cancelled'] as const

export const Shift = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  person: Id,
  post: z.enum(posts),
  startsAt: Instant,
  endsAt: Instant,
  /** Facts of before there were absences have none: planned. */
  state: z.enum(shiftStates).optional(),
  /** The roster that it was made by; null: planned by itself. */
  roster: Id.nullish(),
})
export type Shift = z.infer<typeof Shift>

export const onDuty = (shift: Shift, now: number): boolean =>
  (shift.state ?? 'planned') === 'planned' && Date.parse(shift.startsAt) <= now && now < Date.parse(shift.endsAt)
