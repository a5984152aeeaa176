import { kindOf, type PlanStep } from '#shared/plans.ts'
import type { Bilingual } from '#shared/text.ts'
import type { FlowNode } from '../flow/flow-layout.ts'

type Words = { name: (text: Bilingual) => string; sub: (step: PlanStep) => string; lane: (number: number) => string }

/** The steps of a plan for its chart. `marked`: steps with something wrong. */
export const nodesOf = (steps: readonly PlanStep[], { name, sub, lane }: Words, marked: ReadonlySet<string>): FlowNode[] =>
  steps.map((step, index) => ({ key: step.key, lane: lane(index + 1), title: name(step.name), sub: sub(step), kind: kindOf(step), marked: marked.has(step.key) }))
