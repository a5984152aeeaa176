import { Id, Instant } from './text.ts'
import { z } from 'zod'

/** Bytes of a photo that is handed in, at most; it is made smaller and stripped of all but its picture before it is kept. */
export const largestPhoto = 12 * 1024 * 1024
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const

/** The answer to a photo handed in: its id is then named by a report or a move within a day, else it goes. */
export const Photo = z.strictObject({ id: Id, width: z.int(), height: z.int(), at: Instant })
export type Photo = z.infer<typeof Photo>
