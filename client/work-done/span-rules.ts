import type { WorkDone } from '#shared/work-done.ts'

export type SpanKind = 'month' | 'before' | 'own'
export type Span = { from: string; to: string }

/** The month of `today` (a local day) so far, or the whole month before it. */
export function spanOf(kind: 'month' | 'before', today: string): Span {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const day = (date: number): string => new Date(date).toISOString().slice(0, 10)
  return kind === 'month' ? { from: `${today.slice(0, 8)}01`, to: today } : { from: day(Date.UTC(year, month - 2, 1)), to: day(Date.UTC(year, month - 1, 0)) }
}

export type Sums = Omit<WorkDone, 'person' | 'code' | 'name' | 'post'>

/** Counts of several people together; means weigh by how often each was rated or finished. */
export function sumOf(rows: readonly Sums[]): Sums {
  const sum = (field: 'done' | 'onTime' | 'late' | 'rated' | 'calledBack' | 'passed' | 'reopened' | 'declined'): number => rows.reduce((total, row) => total + row[field], 0)
  const mean = (field: 'rating' | 'minutes', weight: 'rated' | 'done'): number | null => {
    const known = rows.filter((row) => row[field] !== null)
    const weights = known.reduce((total, row) => total + row[weight], 0)
    return weights > 0 ? known.reduce((total, row) => total + (row[field] ?? 0) * row[weight], 0) / weights : null
  }
  return {
    done: sum('done'), onTime: sum('onTime'), late: sum('late'), rated: sum('rated'), rating: mean('rating', 'rated'), calledBack: sum('calledBack'), passed: sum('passed'),
    reopened: sum('reopened'), declined: sum('declined'), minutes: mean('minutes', 'done'),
  }
}

export const figures = ['done', 'onTime', 'late', 'rating', 'calledBack', 'passed', 'reopened', 'declined', 'minutes'] as const
export type Figure = (typeof figures)[number]

/** Highest first, or lowest; what is unknown comes last either way. */
export function sorted(rows: readonly WorkDone[], by: Figure, down: boolean): WorkDone[] {
  return rows.toSorted((a, b) => {
    const [x, y] = [a[by], b[by]]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return (down ? y - x : x - y) || (a.code < b.code ? -1 : 1)
  })
}
