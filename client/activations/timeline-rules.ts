import type { Activation, ActivationNote, ActivationStep } from '#shared/activations.ts'
import type { Timeline } from '#shared/queries.ts'

/** Milliseconds between when something was noted and when its fact was committed. */
const apart = 2_000

/** What a line of the timeline is about, where that is known: the step that last changed with it, and what was noted then. */
export function lineOf({ steps, notes }: Pick<Activation, 'steps' | 'notes'>, row: Pick<Timeline[number], 'name' | 'version' | 'at'>): { step: ActivationStep | undefined; note: ActivationNote | undefined } {
  const note = row.name === 'activation.noted' || row.name === 'activation.messaged' ? notes?.find(({ at }) => Math.abs(Date.parse(at) - Date.parse(row.at)) < apart) : undefined
  const about = row.name.startsWith('activation.step-') ? steps.find(({ version }) => version === row.version) : undefined
  return { step: about ?? (note?.step ? steps.find(({ key }) => key === note.step) : undefined), note }
}
