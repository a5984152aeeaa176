import { problemsOf } from '#shared/plan-rules.ts'
import type { Plan } from '#shared/plans.ts'
import { seeAnywhere } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { planFileText } from './plan-file.ts'
import { findPlan, readEditions, readPlans } from './plan-store.ts'
import { readPlanWorld } from './plan-world.ts'

/** The library is the whole company's: whoever is signed in may read it. */
export const planQueries: QueryHandlers<'plans' | 'planEditions' | 'plan' | 'planProblems' | 'planExport'> = {
  plans: (parts, { caller }) => {
    seeAnywhere(caller, 'plans')
    return readPlans(parts)
  },
  planEditions: async (parts, { caller }) => {
    seeAnywhere(caller, 'planEditions')
    return (await readEditions(parts)).map((plan) => ({ ...plan, steps: plan.steps.length }))
  },
  plan: (parts, { id, caller }) => {
    seeAnywhere(caller, 'plan')
    return known(parts, id)
  },
  planProblems: async (parts, { body, caller, now }) => {
    seeAnywhere(caller, 'planProblems')
    return problemsOf(body, await readPlanWorld(parts, null, now))
  },
  planExport: async (parts, { id, caller }) => {
    seeAnywhere(caller, 'planExport')
    return planFileText(await known(parts, id))
  },
}

async function known(parts: Parts, id: string): Promise<Plan> {
  const plan = await findPlan(parts, id)
  if (!plan) throw new Refusal('not-found')
  return plan
}
