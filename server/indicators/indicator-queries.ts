import { communitiesAsked } from '../identity/communities-asked.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { readIndicators } from './indicator-store.ts'

export const indicatorQueries: QueryHandlers<'indicators'> = {
  indicators: async (parts, { params, caller, now }) => {
    const places = await communitiesAsked(parts, caller, 'indicators', params.communities)
    return readIndicators(parts, places.map(({ id }) => id), now)
  },
}
