import { z } from 'zod'
import type { Head } from './seal-rules.ts'

/** A copied head as it is written: `at` in UTC with microseconds. */
const Copied = z.object({
  seq: z.int().positive(),
  at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Copied = z.infer<typeof Copied>

export const copied = ({ seq, at, hash }: Head): Copied => ({ seq, at: instantOf(at), hash })

/** A copied head out of a row of a file: JSON, with whatever a log daemon put before it. Null where there is none. */
export function readCopied(row: string): Head | null {
  const at = row.indexOf('{')
  if (at === -1) return null
  try {
    const read = Copied.safeParse(JSON.parse(row.slice(at)))
    return read.success ? { seq: read.data.seq, at: microsOf(read.data.at), hash: read.data.hash } : null
  } catch {
    return null
  }
}

/** `micros` since 1970, as an instant in UTC with all six digits. */
export const instantOf = (micros: number): string =>
  new Date(Math.floor(micros / 1000)).toISOString().replace('Z', `${String(micros % 1000).padStart(3, '0')}Z`)

const microsOf = (instant: string): number => Date.parse(`${instant.slice(0, 23)}Z`) * 1000 + Number(instant.slice(23, 26))
