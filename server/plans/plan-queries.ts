import { seeAnywhere } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { readPlans } from './plan-store.ts'

const none = () => Promise.reject(new Refusal('not-found'))

/** The library is the whole company's: whoever is signed in may read it. */
export const planQueries: QueryHandlers<'plans' | 'planEditions' | 'plan' | 'planProblems' | 'planExport'> = {
  plans: (parts, { caller }) => {
    seeAnywhere(caller, 'plans')
    return readPlans(parts)
  },
  planEditions: none,
  plan: none,
  planProblems: none,
  planExport: none,
}
