import { z } from 'zod'
import { LonLat } from './geo.ts'
import { categories } from './orders.ts'
import { Bilingual, Id, Instant, Typed } from './text.ts'

/** Seconds after which a position is old, no longer known, and no longer used for dispatch. */
export const positionAge = { stale: 30, unknown: 600, undispatchable: 1800 } as const

/** The newest known place of a person. `at` is when the person was there, epoch milliseconds by the server's judgement. */
export const Position = z.strictObject({
  person: Id,
  community: Id,
  at: z.int(),
  point: LonLat,
  /** Metres. */
  accuracy: z.number().min(0).nullable(),
  /** Per cent. */
  battery: z.number().min(0).max(100).nullable(),
})
export type Position = z.infer<typeof Position>

export const Checkpoint = z.strictObject({ key: z.string(), name: Bilingual, point: LonLat })
export const PatrolRoute = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  name: Bilingual,
  checkpoints: z.array(Checkpoint).min(1),
})
export type PatrolRoute = z.infer<typeof PatrolRoute>

/** What is wrong at a checkpoint; it becomes an order. */
export const Finding = z.strictObject({ title: Typed(120).min(1), category: z.enum(categories) })

export const PatrolRun = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  route: Id,
  person: Id,
  state: z.enum(['walking', 'finished']),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  visits: z.array(z.strictObject({ checkpoint: z.string(), at: Instant, finding: Finding.nullish() })),
  checkpoints: z.int(),
  mode: z.string(),
})
export type PatrolRun = z.infer<typeof PatrolRun>

export const StartRun = z.strictObject({ route: Id, person: Id })
export const VisitCheckpoint = z.strictObject({ checkpoint: z.string().min(1).max(60), finding: Finding.nullish() })
