import { seenCommunities, seesEverything } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { isContent } from './warning-rules.ts'
import { findWarning } from './warning-store.ts'
import { onWire } from './warning-view.ts'

export const warningQueries: QueryHandlers<'warning'> = {
  /** Told where one of its communities is seen, and of those only; one that is about none here, to who sees the company. */
  warning: async (parts, { id, caller }) => {
    const warning = await findWarning(parts, id)
    if (!warning || !isContent(warning)) throw new Refusal('not-found')
    const seen = new Set((await seenCommunities(parts, caller, 'warning', warning.communities)).map((place) => place.id))
    if (seen.size === 0 && !(warning.communities.length === 0 && seesEverything(caller, 'warning'))) throw new Refusal('not-found')
    return { ...onWire(warning), communities: warning.communities.filter((community) => seen.has(community)) }
  },
}
