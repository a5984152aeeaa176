import type { Activation, ActivationStep } from '#shared/activations.ts'
import type { FactName } from '#shared/facts.ts'
import type { Resource } from '#shared/resources.ts'
import { stamped, type Flow } from './flow-rules.ts'

export type ActivationFact = Extract<FactName, `activation.${string}`>
/** What follows from a command, a timer or a fact: one or more things told of the activation, one after the other. */
export type Decision = { before: Activation | null; told: { fact: ActivationFact; activation: Activation }[]; opened: ActivationStep[]; taken: Resource[] }

/** By which the plan as a whole is another one than who saw it before had in mind. */
const whole: readonly ActivationFact[] = ['activation.handed-over', 'activation.step-added', 'activation.block-added']
const seenAnew = (before: Activation, fact: ActivationFact, next: Activation): Activation => {
  const activation = stamped(before, next)
  return whole.includes(fact) ? { ...activation, touched: activation.version } : activation
}

/** Tells the world of a change that opens nothing. */
export const telling = (before: Activation, fact: ActivationFact, next: Activation): Decision => ({
  before, told: [{ fact, activation: seenAnew(before, fact, next) }], opened: [], taken: [],
})

/** The same of a clock: that it ran on is nothing that a person need look at before acting. */
export const noting = (before: Activation, fact: ActivationFact, next: Activation): Decision => ({
  before, told: [{ fact, activation: { ...next, version: before.version + 1 } }], opened: [], taken: [],
})

export const flowing = (before: Activation, fact: ActivationFact, { activation, opened, taken }: Flow): Decision => ({
  before, told: [{ fact, activation: seenAnew(before, fact, activation) }], opened, taken,
})

/** One thing after another in one commit. */
export function following({ before, told, opened, taken }: Decision, then: (activation: Activation) => Decision): Decision {
  const last = told.at(-1)
  const next = last && then(last.activation)
  return next ? { before, told: [...told, ...next.told], opened: [...opened, ...next.opened], taken: [...taken, ...next.taken] } : { before, told, opened, taken }
}
