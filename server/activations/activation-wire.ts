import { optionalActivationFields, type Activation, type ActivationStep } from '#shared/activations.ts'
import { leavingOut } from '../journal/leaving-out.ts'

const leaveOut = leavingOut<Activation>(optionalActivationFields)
/** Of a step, what may be null and is always said. */
const alwaysSaid: readonly string[] = ['minutes', 'notify', 'openedAt', 'dueAt', 'doneAt', 'doneBy']

/** A step without what it does not have. */
export function tidyStep(step: ActivationStep): ActivationStep {
  const wire: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(step)) {
    if (alwaysSaid.includes(name) || name === 'after' || !isEmpty(value)) wire[name] = value
  }
  return wire as ActivationStep
}

/** An activation as facts and pictures have it: what only some have is left out where there is none. */
export const onWire = (activation: Activation): Activation => leaveOut({ ...activation, steps: activation.steps.map(tidyStep) })

const isEmpty = (value: unknown): boolean => value === null || value === undefined || (Array.isArray(value) && value.length === 0)
