import type { Activation, ActivationStep } from '#shared/activations.ts'
import { StepKey, type Plan, type PlanStep } from '#shared/plans.ts'
import { tidyStep } from './activation-wire.ts'

/** Steps that a running plan can have in all. */
export const most = 400

const within = (key: string, step: string): string => `${key}/${step}`

/** Whether another plan's steps have room in this one, under names that no step of it has. */
export function canPutIn({ steps }: Pick<Activation, 'steps'>, plan: Plan, key: string): boolean {
  const taken = new Set(steps.map((step) => step.key))
  const names = plan.steps.map((step) => within(key, step.key))
  return steps.length + names.length <= most && names.every((name) => !taken.has(name) && StepKey.safeParse(name).success)
}

/** The activation with the steps of another plan at its end, each named after its own part. `by`: who put it in; null: a step. */
export function putIn(activation: Activation, plan: Plan, { key, by }: { key: string; by: string | null }): Activation {
  return {
    ...activation,
    steps: [...activation.steps, ...plan.steps.map((step) => tidyStep({ ...partStep(step, key), part: key }))],
    parts: [...(activation.parts ?? []), { key, plan: plan.id, name: plan.name, by }],
  }
}

function partStep(step: PlanStep, key: string): ActivationStep {
  return {
    ...waitingStep(step),
    key: within(key, step.key),
    after: step.after.map((one) => within(key, one)),
    when: step.when && { ...step.when, step: within(key, step.when.step) },
    answers: step.answers?.map((answer) => ({ ...answer, back: answer.back && within(key, answer.back) })) ?? null,
  }
}

export const waitingStep = (step: PlanStep): ActivationStep => ({ ...step, state: 'waiting', openedAt: null, dueAt: null, doneAt: null, doneBy: null, note: '', late: false })
