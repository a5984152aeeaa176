import { z } from 'zod'
import { categories } from './orders.ts'
import { Bilingual, Id, Typed, TypedBilingual } from './text.ts'

const item = { key: Typed(60).min(1), /** Cannot be left open. */ must: z.boolean() }

/** What whoever finishes an order of a category goes through, and what they must show. Null community: the company's. */
export const Checklist = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id.nullable(),
  category: z.enum(categories),
  items: z.array(z.strictObject({ ...item, name: Bilingual })).max(40),
  photo: z.boolean(),
  signature: z.boolean(),
})
export type Checklist = z.infer<typeof Checklist>

export const ChangeChecklist = Checklist.omit({ id: true, version: true }).extend({
  items: z.array(z.strictObject({ ...item, name: TypedBilingual })).max(40),
  version: z.int().min(1).nullable(),
})

/** The community's own, else the company's. */
export const checklistFor = (rows: readonly Checklist[], order: { community: string; category: string }): Checklist | null =>
  rows.find((row) => row.category === order.category && row.community === order.community) ?? rows.find((row) => row.category === order.category && row.community === null) ?? null
