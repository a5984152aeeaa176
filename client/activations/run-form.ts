import type { Activation } from '#shared/activations.ts'

/** What every dialog of a plan that runs is given. */
export type RunFormProps = { activation: Activation; title: string; onClose: () => void }
