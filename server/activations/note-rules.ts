import { notesKept, type Activation, type ActivationNote } from '#shared/activations.ts'
import { idFrom } from '../journal/system.ts'
import type { Mover } from './start-rules.ts'

/** The activation in its next version, with what was said with it, the newest last; what no longer has room stays in its facts. */
export function noted(activation: Activation, ...notes: ActivationNote[]): Activation {
  const version = activation.version + 1
  return { ...activation, version, notes: [...(activation.notes ?? []), ...notes.map((note) => ({ ...note, version }))].slice(-notesKept) }
}

/** The same with why somebody did what is told with it, where they said so. `step`: which it is about. */
export function withReason(activation: Activation, text: string, { name }: Mover, now: number, step?: string): Activation {
  if (!text) return activation
  return noted(activation, { id: idFrom('plan-note', activation.id, activation.version), at: new Date(now).toISOString(), by: name, kind: 'note', text, ...(step && { step }) })
}
