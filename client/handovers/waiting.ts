import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { QueryReply } from '#shared/queries.ts'
import { ask } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'
import { useSees } from '../live/session.ts'

export type Waiting = QueryReply<'handoversWaiting'>[number]

/** Milliseconds: a sheet is no picture that the stream shows. */
export const again = 15_000

/** Changes of shift in what this screen watches that nobody has taken over yet; none for who may not look at them. */
export function useWaiting(): readonly Waiting[] {
  const sees = useSees()
  const watched = useLive((state) => state.communities)
  const [only, second] = watched ?? []
  const query = useQuery({
    queryKey: ['handovers', 'waiting', second ? '' : only],
    queryFn: () => ask('handoversWaiting', { communities: second ? '' : (only ?? '') }),
    enabled: watched?.some((community) => sees('handoversWaiting', community) === 'yes') ?? false,
    refetchInterval: again,
    placeholderData: keepPreviousData,
  })
  const here = new Set(watched)
  return query.data?.filter(({ community }) => here.has(community)) ?? []
}
