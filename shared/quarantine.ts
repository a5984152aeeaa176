import { z } from 'zod'
import { doors } from './doors.ts'
import { Id, Instant, Typed } from './text.ts'

export const quarantineStates = ['kept', 'replayed', 'dismissed'] as const

/** What came through a door and could not be read; `community`: its key's, null for a key of the company. */
export const Quarantined = z.strictObject({
  id: Id,
  version: z.int(),
  at: Instant,
  door: z.enum(doors),
  key: Id,
  keyName: z.string(),
  community: Id.nullable(),
  reason: z.array(z.strictObject({ field: z.string(), message: z.string() })),
  body: z.string(),
  state: z.enum(quarantineStates),
})
export type Quarantined = z.infer<typeof Quarantined>

/** Its facts say what became of it, never what was in it: that may be personal. */
export const QuarantineFate = Quarantined.pick({ id: true, version: true, at: true, door: true, community: true, state: true })

/** The message put right: it goes through its door as if it came now. */
export const ReplayQuarantined = z.strictObject({ version: z.int().min(1), body: z.string().min(1).max(300_000) })
export const DismissQuarantined = z.strictObject({ version: z.int().min(1), reason: Typed(400).default('') })
