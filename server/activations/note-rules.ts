import { notesKept, type Activation, type ActivationNote } from '#shared/activations.ts'

/** The activation with one more note, the newest last; what no longer has room stays in its facts. */
export const noted = (activation: Activation, note: ActivationNote): Activation => ({
  ...activation, version: activation.version + 1, notes: [...(activation.notes ?? []), note].slice(-notesKept),
})
