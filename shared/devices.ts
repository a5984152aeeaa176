import { z } from 'zod'
import { LonLat } from './geo.ts'
import { Bilingual, Id, Instant } from './text.ts'

export const deviceKinds = [
  'lift', 'pump', 'power', 'fire-panel', 'access', 'parking-gate', 'perimeter', 'littering-camera', 'lighting', 'water-leak', 'gas',
] as const
export const deviceStates = ['online', 'silent', 'faulty', 'maintenance'] as const

export const Device = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  building: Id.nullable(),
  kind: z.enum(deviceKinds),
  /** Unique in the community; doors name a device by it. */
  code: z.string().min(1).max(120),
  name: Bilingual,
  point: LonLat.nullable(),
  state: z.enum(deviceStates),
  seenAt: Instant.nullable(),
})
export type Device = z.infer<typeof Device>
