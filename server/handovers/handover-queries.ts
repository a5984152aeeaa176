import type { QueryHandlers } from '../live/handler.ts'
import { communitiesAsked } from '../identity/communities-asked.ts'
import { see } from '../identity/caller.ts'
import { readHandovers, readWaiting } from './handover-store.ts'

export const handoverQueries: QueryHandlers<'handovers' | 'handoversWaiting'> = {
  handovers: async (parts, { params, caller }) => {
    await see(parts, caller, 'handovers', params.community)
    return readHandovers(parts, params.community)
  },
  handoversWaiting: async (parts, { params, caller }) => {
    const places = await communitiesAsked(parts, caller, 'handoversWaiting', params.communities)
    return readWaiting(parts.sql, places.map(({ id }) => id))
  },
}
