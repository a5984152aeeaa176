import { z } from 'zod'
import { OrderFilter } from './orders.ts'
import { Id, Typed } from './text.ts'

/** A filter of the order board that somebody keeps under a name; theirs alone. */
export const SavedFilter = z.strictObject({ id: Id, version: z.int(), owner: z.string(), name: z.string(), filter: OrderFilter })
export type SavedFilter = z.infer<typeof SavedFilter>
export const SaveFilter = z.strictObject({ name: Typed(60).min(1), filter: OrderFilter })
export const DropFilter = z.strictObject({ version: z.int().min(1) })
