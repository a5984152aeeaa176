import { z } from 'zod'
import { Id, Instant } from './text.ts'

export const real = 'real'
export const isDrill = (mode: string): boolean => mode !== real && mode !== 'probe'

export const Drill = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  activation: Id,
  lead: z.string(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
})
export type Drill = z.infer<typeof Drill>
