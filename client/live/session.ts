import { queryOptions, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { CommandName } from '#shared/commands.ts'
import type { QueryReply } from '#shared/queries.ts'
import type { View } from '#shared/roles.ts'
import { ask } from './api.ts'
import { useLive } from './live-state.ts'
import { judge, judgeView, type About, type Verdict } from './rights-rules.ts'
import { finishSignOut } from './sign-out.ts'

export type Me = QueryReply<'me'>

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => finishSignOut().then(() => ask('me')), retry: false, staleTime: 60_000 })

/** Whether whoever is signed in may do something in a community; `about` an order or a plan, where that matters. */
export function useMay(): (command: CommandName, community: string, about?: About) => boolean {
  const judged = useJudge()
  return (command, community, about) => judged(command, community, about) === 'yes'
}

/** The same with its reason, for what is explained and not only hidden. */
export function useJudge(): (command: CommandName, community: string, about?: About) => Verdict {
  const { data } = useQuery(meQuery)
  return (command, community, about) => (data ? judge(data, command, community, about) : 'never')
}

/** Whether they may do something anywhere on this screen. */
export function useMayHere(): (command: CommandName) => boolean {
  const may = useMay()
  const watched = useLive((state) => state.communities)
  return (command) => watched?.some((community) => may(command, community)) ?? false
}

/** Whether they may look at something in a community, and if not, why. */
export function useSees(): (view: View, community: string, about?: Pick<About, 'order'>) => Verdict {
  const { data } = useQuery(meQuery)
  return (view, community, about) => (data ? judgeView(data, view, community, about) : 'never')
}

/** Whether this screen is sent the places of a community's people. */
export function useLocated(): (community: string) => boolean {
  const { data } = useQuery(meQuery)
  return useCallback((community) => data !== undefined && judgeView(data, 'positions', community) === 'yes', [data])
}
