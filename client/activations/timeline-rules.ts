import type { Activation, ActivationNote, ActivationStep } from '#shared/activations.ts'
import type { Timeline } from '#shared/queries.ts'

/** Milliseconds between when something was noted and when its fact was committed. */
const apart = 2_000

/** What a line of the timeline is about, where that is known: its step, and what was noted then. */
export function lineOf({ steps, notes }: Pick<Activation, 'steps' | 'notes'>, row: Pick<Timeline[number], 'name' | 'about' | 'at'>): { step: ActivationStep | undefined; note: ActivationNote | undefined } {
  const note = row.name === 'activation.noted' || row.name === 'activation.messaged' ? notes?.find(({ at }) => Math.abs(Date.parse(at) - Date.parse(row.at)) < apart) : undefined
  const about = row.about ?? note?.step
  return { step: steps.find(({ key }) => key === about), note }
}
