import { createHash } from 'node:crypto'

/** A line as it is sealed: what is JSON, an id or a number stands here as PostgreSQL writes it. */
export type SealedLine = {
  seq: number
  /** Microseconds since 1970. */
  at: number
  command: string
  name: string
  by: string
  community: string | null
  mode: string
  outcome: string
  detail: string
}

/** One seal: over `lines` lines from `first` to `seq`, made at `at` (microseconds since 1970). */
export type Seal = { seq: number; first: number; lines: number; at: number; hash: string }

/** A seal copied out of the database's reach. */
export type Head = Pick<Seal, 'seq' | 'at' | 'hash'>

/** The last seal that was pruned, and when (microseconds since 1970). */
export type Anchor = Head & { prunedAt: number }

/** Nine rows for one line; the twin of `audit_line` in the database. */
export const lineText = ({ seq, at, command, name, by, community, mode, outcome, detail }: SealedLine): string =>
  [seq, at, command, escaped(name), by, community ?? '', escaped(mode), escaped(outcome), detail].join('\n')

/**
 * SHA-256, hex, of a seal on the one before (`''` for the first of all); the twin of `audit_hash`. `texts`: those of its lines by
 * ascending number.
 */
export const sealHash = (before: string, { seq, first, lines, at }: Omit<Seal, 'hash'>, texts: readonly string[]): string =>
  createHash('sha256').update([before, seq, first, lines, at, ...texts].join('\n')).digest('hex')

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
