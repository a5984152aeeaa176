import { see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { knownFeeds } from './feed-limit-store.ts'
import { feedStates } from './feed-rules.ts'

export const feedQueries: QueryHandlers<'feeds'> = {
  feeds: async (parts, { params: { community }, caller, now }) => {
    await see(parts, caller, 'feeds', community)
    return feedStates(community, await knownFeeds(parts.sql, community), now)
  },
}
