import type { PromiseName } from './options.ts'

/** One line of the table. `ratio` is ours / floor; `limit` and `reached` are null where nothing was promised. */
export type Line = {
  what: string
  unit: string
  floor: number | null
  ours: number
  ratio: number | null
  limit: string | null
  reached: boolean | null
}

export type Result = {
  promise: PromiseName
  title: string
  /** How it was measured, and what one must know to read the figures. */
  notes: string[]
  lines: Line[]
  /** Every single measurement behind the lines. */
  raw: unknown
}

/** True only where everything that was promised holds. */
export const reached = (result: Result): boolean => result.lines.every((line) => line.reached !== false)

type Compared = { what: string; unit: string; floor: number; ours: number }

/** Promised: ours is at most `most` times the floor. `also` must hold besides. */
export function atMost({ what, unit, floor, ours }: Compared, most: number, also = true): Line {
  return { what, unit, floor, ours, ratio: ours / floor, limit: `<= ${most}x`, reached: ours <= most * floor && also }
}

/** Promised: ours is at least `least` times the floor. */
export function atLeast({ what, unit, floor, ours }: Compared, least: number): Line {
  return { what, unit, floor, ours, ratio: ours / floor, limit: `>= ${least}x`, reached: ours >= least * floor }
}

/** Promised: ours stays below an absolute limit. */
export function below(what: string, unit: string, ours: number, limit: number): Line {
  return { what, unit, floor: null, ours, ratio: null, limit: `< ${limit} ${unit}`, reached: ours < limit }
}

/** Said besides; nothing was promised. */
export function noted(what: string, unit: string, ours: number, floor: number | null = null): Line {
  return { what, unit, floor, ours, ratio: floor === null ? null : ours / floor, limit: null, reached: null }
}
