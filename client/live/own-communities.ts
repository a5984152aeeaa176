import { useQuery } from '@tanstack/react-query'
import { covers, type Role } from '#shared/roles.ts'
import type { Community } from '#shared/sites.ts'
import { useLive } from './live-state.ts'
import { meQuery } from './session.ts'

/** Of the communities that this screen watches, those in which the person holds one of `roles`; `all`: they are all that they may see. */
export function useWatched(roles: readonly Role[]): { communities: Community[]; all: boolean } {
  const { data } = useQuery(meQuery)
  const watched = useLive((state) => state.communities)
  const mine = data ? data.communities.filter((row) => data.grants.some(({ role, scope }) => roles.includes(role) && covers(scope, row))) : []
  const here = new Set(watched)
  const communities = watched ? mine.filter(({ id }) => here.has(id)) : mine
  return { communities, all: communities.length === mine.length }
}
