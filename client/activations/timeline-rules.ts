import type { Activation, ActivationNote, ActivationStep } from '#shared/activations.ts'
import type { Timeline } from '#shared/queries.ts'

/** Milliseconds between when something was noted and when its fact was committed. */
const apart = 2_000
type Line = { step: ActivationStep | undefined; note: ActivationNote | undefined; said: string | undefined }
type Name = Timeline[number]['name']

/** What is told with a note: what somebody wrote down, or why they did it. */
const noted: readonly Name[] = [
  'activation.noted', 'activation.messaged', 'activation.step-declined', 'activation.step-given', 'activation.block-added', 'activation.handed-over', 'activation.started', 'activation.refused',
  'activation.aborted', 'activation.finished',
]
/** What is told with the words that its step has since then. */
const ofStep: readonly Name[] = ['activation.step-done', 'activation.step-skipped', 'activation.step-returned']

/** What a line of the timeline is about and says, where that is known: its step, and what was noted then. */
export function lineOf({ steps, notes }: Pick<Activation, 'steps' | 'notes'>, row: Pick<Timeline[number], 'name' | 'version' | 'about' | 'at'>): Line {
  const isOfRow = ({ at, step }: ActivationNote) => Math.abs(Date.parse(at) - Date.parse(row.at)) < apart && (!row.about || step === row.about)
  const note = noted.includes(row.name) ? notes?.find(isOfRow) : undefined
  const about = row.about ?? note?.step
  const step = steps.find(({ key }) => key === about)
  return { step, note, said: note?.text ?? (ofStep.includes(row.name) && step?.version === row.version ? step.note : undefined) }
}
