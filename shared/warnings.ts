import { z } from 'zod'
import { severities } from './alarms.ts'
import { LonLat } from './geo.ts'
import { Id, Instant } from './text.ts'

export const warningStatuses = ['actual', 'exercise', 'test'] as const
export const warningStates = ['standing', 'replaced', 'cancelled', 'expired'] as const

/** One language of what a warning says. */
export const WarningText = z.strictObject({ language: z.string(), event: z.string(), headline: z.string(), description: z.string(), instruction: z.string(), web: z.string().nullable() })

/** A public warning by CAP 1.2. `identifier` and `sender` name it; `areas`: rings of polygons, circles in metres, and what was named in words. */
export const Warning = z.strictObject({
  id: Id,
  version: z.int(),
  identifier: z.string(),
  sender: z.string(),
  sentAt: Instant,
  receivedAt: Instant,
  status: z.enum(warningStatuses),
  state: z.enum(warningStates),
  severity: z.enum(severities),
  urgency: z.string(),
  certainty: z.string(),
  kind: z.string(),
  texts: z.array(WarningText),
  onsetAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  areas: z.array(z.strictObject({ words: z.string(), rings: z.array(z.array(LonLat)), circles: z.array(z.strictObject({ middle: LonLat, metres: z.number() })) })),
  /** Those that it is about here. */
  communities: z.array(Id),
  /** The one that it took the place of. */
  replaces: Id.nullable(),
})
export type Warning = z.infer<typeof Warning>
