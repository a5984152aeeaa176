import type { FaultName } from '#shared/faults.ts'

export type FieldError = { field: string; message: string }

/** A clear no, thrown by deciders and handlers and turned into a problem at the edge. `current` is the winner's state on a conflict. */
export class Refusal extends Error {
  readonly fault: FaultName
  readonly errors: FieldError[]
  readonly current: unknown

  constructor(fault: FaultName, more: { errors?: FieldError[]; current?: unknown } = {}) {
    super(fault)
    this.fault = fault
    this.errors = more.errors ?? []
    this.current = more.current
  }
}
