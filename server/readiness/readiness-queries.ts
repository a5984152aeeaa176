import { communitiesAsked } from '../identity/communities-asked.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { readinessOfAll } from './readiness-rules.ts'
import { readCadences, readRated, readStandings } from './readiness-store.ts'

export const readinessQueries: QueryHandlers<'readiness'> = {
  /** Of each community for each published plan, the least ready first. */
  readiness: async (parts, { params, caller, now }) => {
    const places = await communitiesAsked(parts, caller, 'readiness', params.communities)
    const [plans, cadences, standings] = await Promise.all([readRated(parts), readCadences(parts), readStandings(parts, places, now)])
    return readinessOfAll(plans, standings, cadences, now).toSorted((a, b) => a.percent - b.percent)
  },
}
