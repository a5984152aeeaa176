import { queryOptions, useQuery } from '@tanstack/react-query'
import type { CommandName } from '#shared/commands.ts'
import type { QueryReply } from '#shared/queries.ts'
import { covers, may } from '#shared/roles.ts'
import { ask } from './api.ts'

export type Me = QueryReply<'me'>

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => ask('me'), retry: false, staleTime: 60_000 })

/** Whether someone with these grants may do `command` in a community. The server decides; this only hides hands. */
export function allowed(me: Pick<Me, 'grants' | 'communities'>, command: CommandName, communityId: string): boolean {
  const community = me.communities.find((row) => row.id === communityId)
  if (!community) return false
  return me.grants.some((grant) => may[command].includes(grant.role) && covers(grant.scope, community))
}

export function useMay(): (command: CommandName, communityId: string) => boolean {
  const { data } = useQuery(meQuery)
  return (command, communityId) => (data ? allowed(data, command, communityId) : false)
}
