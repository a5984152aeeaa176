import { z } from 'zod'
import type { Anchor, Head } from './seal-rules.ts'

const Instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)

/** A copied head as it is written: `at` in UTC with microseconds. With `pruned`, when, it is the anchor that a pruning left. */
const Copied = z.object({
  seq: z.int().positive(),
  at: Instant,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  pruned: Instant.optional(),
})
export type Copied = z.infer<typeof Copied>

export const copied = (copy: Head | Anchor): Copied => ({
  seq: copy.seq, at: instantOf(copy.at), hash: copy.hash, ...('prunedAt' in copy ? { pruned: instantOf(copy.prunedAt) } : {}),
})

/** A copied head or anchor out of a row of a file: JSON, with whatever a log daemon put before it. Null where there is none. */
export function readCopied(row: string): Head | Anchor | null {
  const start = row.indexOf('{')
  if (start === -1) return null
  try {
    const read = Copied.safeParse(JSON.parse(row.slice(start)))
    if (!read.success) return null
    const { seq, at, hash, pruned } = read.data
    return { seq, at: microsOf(at), hash, ...(pruned === undefined ? {} : { prunedAt: microsOf(pruned) }) }
  } catch {
    return null
  }
}

/** `micros` since 1970, as an instant in UTC with all six digits. */
export const instantOf = (micros: number): string =>
  new Date(Math.floor(micros / 1000)).toISOString().replace('Z', `${String(micros % 1000).padStart(3, '0')}Z`)

const microsOf = (instant: string): number => Date.parse(`${instant.slice(0, 23)}Z`) * 1000 + Number(instant.slice(23, 26))
