import { useQuery } from '@tanstack/react-query'
import type { Activation } from '#shared/activations.ts'
import { ask, Refused } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'

/** Milliseconds after which one that no stream tells of, or what the stream does not carry, is read again. */
const again = 5_000

const isGone = (error: unknown): boolean => error instanceof Refused && error.problem?.status === 404

/** One activation as it stands, with its timeline: from the stream where it is watched, else read again while it runs. */
export function useRun(id: string) {
  const live = useLive((state) => state.picture.activation.get(id))
  const query = useQuery({
    queryKey: ['activation', id, live?.version],
    queryFn: () => ask('activation', {}, id),
    placeholderData: (before) => (before?.activation.id === id ? before : undefined),
    refetchInterval: ({ state }) => (live || state.data?.activation.state === 'finished' || state.data?.activation.state === 'aborted' ? false : again),
    retry: (count, error) => count < 2 && !isGone(error),
  })
  const read = query.data?.activation
  const activation: Activation | undefined = live && read && read.version > live.version ? read : (live ?? read)
  return { activation, query, gone: !live && isGone(query.error) }
}

/** The roll call and how many households have been asked after: the stream does not tell of these. */
export function useChecks(id: string, sees: boolean, runs: boolean) {
  return useQuery({ queryKey: ['checks', id], queryFn: () => ask('checks', {}, id), enabled: sees, refetchInterval: runs ? again : false })
}
