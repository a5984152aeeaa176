import { z } from 'zod'
import { LonLat } from './geo.ts'
import { Bilingual, GivenDay, Id, Instant, Typed, TypedBilingual } from './text.ts'

export const resourceKinds = ['repair-firm', 'supermarket', 'hospital', 'supply', 'tool', 'key'] as const
export type ResourceKind = (typeof resourceKinds)[number]
/** Kinds that are firms under agreement: there is no stock of them. */
export const isFirm = (kind: ResourceKind): boolean => kind === 'repair-firm' || kind === 'supermarket' || kind === 'hospital'
/** What every community has under agreement, at least. */
export const poolRule = { 'repair-firm': 3, supermarket: 2, hospital: 1 } as const

/** Something a plan may call on: a firm under agreement or own supplies. */
export const Resource = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  kind: z.enum(resourceKinds),
  name: Bilingual,
  /** In words: "20 个". */
  amount: z.string(),
  contact: z.string(),
  place: Bilingual,
  point: LonLat.nullable(),
  /** How many are there; none: not counted. */
  stock: z.int().min(0).nullish(),
  /** How many there should be. */
  wanted: z.int().min(0).nullish(),
  /** Until when the agreement or the goods are good ("2026-12-31"). */
  goodUntil: z.iso.date().nullish(),
  /** When somebody last reached the contact. */
  contactedAt: Instant.nullish(),
  ended: z.boolean().nullish(),
})
export type Resource = z.infer<typeof Resource>
/** Good until the end of that day, by UTC. `now`: epoch milliseconds. */
export const isInDate = ({ goodUntil }: Pick<Resource, 'goodUntil'>, now: number): boolean => !goodUntil || goodUntil >= new Date(now).toISOString().slice(0, 10)

const about = {
  kind: z.enum(resourceKinds), name: TypedBilingual, amount: Typed(60).default(''), contact: Typed(120).default(''), place: TypedBilingual, point: LonLat.nullish(),
  stock: z.int().min(0).max(1_000_000).nullish(), wanted: z.int().min(0).max(1_000_000).nullish(), goodUntil: GivenDay.nullish(),
}
export const AddResource = z.strictObject({ community: Id, ...about })
export const ChangeResource = z.strictObject({ version: z.int().min(1), ...about })
/** `reached`: whether the contact answered. */
export const ContactResource = z.strictObject({ version: z.int().min(1), reached: z.boolean(), note: Typed(400).default('') })
export const EndResource = z.strictObject({ version: z.int().min(1), reason: Typed(400).min(1) })
