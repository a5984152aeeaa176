import type { Activation, ActivationStep } from '#shared/activations.ts'

export const isOver = (step: Pick<ActivationStep, 'state'>): boolean => step.state === 'done' || step.state === 'skipped'

/** Steps that are over and all of them. */
export const progress = (activation: Activation): { done: number; of: number } => ({ done: activation.steps.filter(isOver).length, of: activation.steps.length })

/** The numbers (from 1) of the steps that a waiting step still waits for. */
export function waitsFor(steps: readonly ActivationStep[], step: ActivationStep): number[] {
  return steps.flatMap((other, index) => (step.after.includes(other.key) && !isOver(other) ? [index + 1] : []))
}

/** Seconds left of a step's own limit, negative when late; null where it has none or is not open. */
export function stepLeft(step: ActivationStep, now: number): number | null {
  return step.state === 'open' && step.dueAt ? (Date.parse(step.dueAt) - now) / 1000 : null
}
