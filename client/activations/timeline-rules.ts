import type { Activation, ActivationStep } from '#shared/activations.ts'
import type { Timeline } from '#shared/queries.ts'

type Line = { step: ActivationStep | undefined; said: string[]; photos: string[] }
type Name = Timeline[number]['name']

/** What is told with the words that its step has since then. */
const ofStep: readonly Name[] = ['activation.step-done', 'activation.step-skipped', 'activation.step-returned']

/** What a line of the timeline is about and says, where that is known: its step, what was noted with it, and why it was done. */
export function lineOf({ steps }: Pick<Activation, 'steps'>, row: Pick<Timeline[number], 'name' | 'version' | 'about' | 'notes'>): Line {
  const noted = row.notes ?? []
  const about = row.about ?? noted[0]?.step
  const step = steps.find(({ key }) => key === about)
  const own = ofStep.includes(row.name) && step?.version === row.version && step.note ? [step.note] : []
  return { step, said: [...noted.map(({ text }) => text), ...own], photos: noted.flatMap(({ photos }) => photos ?? []) }
}
