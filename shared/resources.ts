import { z } from 'zod'
import { LonLat } from './geo.ts'
import { Bilingual, Id } from './text.ts'

export const resourceKinds = ['repair-firm', 'supermarket', 'hospital', 'supply', 'tool', 'key'] as const

/** Something a plan may call on: a firm under agreement or own supplies. */
export const Resource = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  kind: z.enum(resourceKinds),
  name: Bilingual,
  amount: z.string(),
  contact: z.string(),
  place: Bilingual,
  point: LonLat.nullable(),
})
export type Resource = z.infer<typeof Resource>
