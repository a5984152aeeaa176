import { seeAnywhere, seenCommunities, seesEverything } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { readQuarantine } from './quarantine-store.ts'

export const quarantineQueries: QueryHandlers<'quarantine'> = {
  /** What came by keys of places that the caller administers. */
  quarantine: async (parts, { params: { state }, caller, tell }) => {
    seeAnywhere(caller, 'quarantine')
    const communities = (await seenCommunities(parts, caller, 'quarantine', null)).map(({ id }) => id)
    const company = seesEverything(caller, 'quarantine')
    const found = await readQuarantine(parts, { communities, company, all: state === 'all' })
    const [only, ...others] = communities
    tell(!company && others.length === 0 ? (only ?? null) : null, { shown: found.messages.length })
    return found
  },
}
