import type { PlanStep } from '#shared/plans.ts'
import type { Bilingual } from '#shared/text.ts'
import type { FlowEdge } from './flow-layout.ts'

/** What follows what; an edge from a decision says by which answer. */
export const edgesOf = (steps: readonly PlanStep[], name: (text: Bilingual) => string): FlowEdge[] =>
  steps.flatMap((step) => [
    ...step.after.map((from): FlowEdge => ({ from, to: step.key, label: answerWords(steps, step, from, name) })),
    ...(step.answers ?? []).flatMap(({ back, name: answer }): FlowEdge[] => (back ? [{ from: step.key, to: back, label: name(answer), back: true }] : [])),
  ])

function answerWords(steps: readonly PlanStep[], { when }: PlanStep, from: string, name: (text: Bilingual) => string): string | undefined {
  if (when?.step !== from) return undefined
  const answer = steps.find(({ key }) => key === from)?.answers?.find(({ key }) => key === when.answer)
  return answer && name(answer.name)
}
