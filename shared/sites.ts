import { z } from 'zod'
import { Area, LonLat, Shape } from './geo.ts'
import { Bilingual, Id } from './text.ts'

export const Region = z.strictObject({ id: Id, version: z.int(), name: Bilingual })
export type Region = z.infer<typeof Region>

export const Community = z.strictObject({
  id: Id,
  version: z.int(),
  region: Id,
  /** The operator's own short code, unique in the company; doors and importers name a community by it. */
  code: z.string().min(1).max(60),
  name: Bilingual,
  households: z.int().min(0),
  /** IANA zone; every local day and hour of the community is cut by it. */
  zone: z.string(),
  center: LonLat,
  boundary: Area.nullable(),
})
export type Community = z.infer<typeof Community>

export const buildingUses = ['residential', 'commercial', 'office', 'parking', 'equipment', 'public'] as const

export const Building = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  /** Unique in the community: "9", "A3", or the source's own id where it has no number. */
  code: z.string().min(1).max(120),
  name: Bilingual,
  use: z.enum(buildingUses),
  levels: z.number().positive().nullable(),
  units: z.int().min(0),
  households: z.int().min(0),
  footprint: Area,
})
export type Building = z.infer<typeof Building>

export const featureKinds = ['road', 'path', 'gate', 'green', 'water', 'equipment-room', 'hydrant', 'valve', 'parking'] as const

/** What lies on a site beside buildings. */
export const Feature = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  kind: z.enum(featureKinds),
  name: Bilingual.nullable(),
  shape: Shape,
})
export type Feature = z.infer<typeof Feature>
