import type { Failure } from '../live/command-state.ts'

/** What is said at its field is not said again below: `rest` is what has no field of its own. `fields`: those that show it. */
export function fieldErrors(failure: Failure | null, fields: readonly string[]): { wrong: (field: string) => string | undefined; rest: Failure | null } {
  const errors = failure?.problem?.errors ?? []
  const atField = (field: string) => fields.some((shown) => field === shown || field.startsWith(`${shown}.`) || field.startsWith(`${shown}[`))
  const elsewhere = errors.filter(({ field }) => !atField(field))
  const said = failure?.problem && errors.length > 0 && elsewhere.length === 0
  return {
    wrong: (field) => errors.find((error) => error.field === field)?.message,
    rest: said ? null : failure?.problem ? { problem: { ...failure.problem, errors: elsewhere } } : failure,
  }
}
