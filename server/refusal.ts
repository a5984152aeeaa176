import type { FaultName } from '#shared/faults.ts'
import type { Bilingual } from '#shared/text.ts'

/** One wrong field, as its reader reads it. */
export type ReadError = { field: string; message: string }

/** The same, in both languages where the one who refuses does not know the reader's. */
export type FieldError = { field: string; message: string | Bilingual }

/** A clear no, thrown by deciders and handlers and turned into a problem at the edge. `current` is the winner's state on a conflict. */
export class Refusal extends Error {
  readonly fault: FaultName
  readonly errors: FieldError[]
  readonly current: unknown
  /** Where it was refused, for the audit; null where the caller does not even see the place. */
  readonly community: string | null

  constructor(fault: FaultName, more: { errors?: FieldError[]; current?: unknown; community?: string } = {}) {
    super(fault)
    this.fault = fault
    this.errors = more.errors ?? []
    this.current = more.current
    this.community = more.community ?? null
  }
}
