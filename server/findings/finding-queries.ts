import { communitiesAsked } from '../identity/communities-asked.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { readFindings } from './finding-store.ts'

export const findingQueries: QueryHandlers<'findings'> = {
  findings: async (parts, { params, caller }) => {
    const places = await communitiesAsked(parts, caller, 'findings', params.communities)
    return readFindings(parts, places.map(({ id }) => id), params)
  },
}
