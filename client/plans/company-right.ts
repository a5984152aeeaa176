import { useQuery } from '@tanstack/react-query'
import type { CommandName } from '#shared/commands.ts'
import { may } from '#shared/roles.ts'
import { meQuery } from '../live/session.ts'

/** Whether whoever is signed in may do something that is the whole company's, as the library of plans is. */
export function useMayCompany(): (command: CommandName) => boolean {
  const { data } = useQuery(meQuery)
  return (command) => data?.grants.some(({ role, scope }) => scope.kind === 'everything' && may[command].includes(role)) ?? false
}
