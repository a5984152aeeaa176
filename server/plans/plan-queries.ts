import { seeAnywhere } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { readPlans } from './plan-store.ts'

/** The library is the whole company's: whoever is signed in may read it. */
export const planQueries: QueryHandlers<'plans'> = {
  plans: (parts, { caller }) => {
    seeAnywhere(caller, 'plans')
    return readPlans(parts)
  },
}
