import type { PlanContent, PlanProblem } from '#shared/plans.ts'

export type Tab = 'steps' | 'general' | 'resources' | 'measures' | 'standDown' | 'editions'

/** Those that only the server can see: it knows who is on duty, what there is, and which plans are published. */
const ofWorld: readonly PlanProblem['problem'][] = ['unheld-post', 'no-resource', 'no-device', 'unknown-block', 'block-in-block']

/** What was found here and now, and what the server found a moment ago and is still so; what must be put right first, each kind in the order of the steps. */
export function together(here: readonly PlanProblem[], told: readonly PlanProblem[], { steps }: Pick<PlanContent, 'steps'>): PlanProblem[] {
  const place = ({ step }: PlanProblem): number => (step === null ? -1 : steps.findIndex(({ key }) => key === step))
  const still = told.filter((problem) => ofWorld.includes(problem.problem) && (problem.step === null || place(problem) >= 0))
  const weights = ['error', 'warning']
  return [...here, ...still].toSorted((a, b) => weights.indexOf(a.weight) - weights.indexOf(b.weight) || place(a) - place(b))
}

/** Where it is put right. */
export function placeOf({ step, problem, about }: PlanProblem): Tab {
  if (step !== null || problem === 'no-start') return 'steps'
  if (problem === 'no-resource' || about === 'resources') return 'resources'
  if (about === 'standDown') return 'standDown'
  return about === 'name' || about === 'purpose' ? 'general' : 'measures'
}
