import type { Failure } from '../live/command-state.ts'

/** What is said at its field is not said again below: `rest` is what has no field of its own. `shown`: those that have one. */
export function fieldErrors(failure: Failure | null, shown: RegExp): { wrong: (field: string) => string | undefined; rest: Failure | null } {
  const errors = failure?.problem?.errors ?? []
  const elsewhere = errors.filter(({ field }) => !shown.test(field))
  const wrong = (field: string) => errors.find((error) => error.field === field || error.field.startsWith(`${field}.`))?.message
  if (!failure?.problem || errors.length === 0) return { wrong, rest: failure }
  return { wrong, rest: elsewhere.length === 0 ? null : { problem: { ...failure.problem, errors: elsewhere } } }
}
