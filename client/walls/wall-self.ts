import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { WallScreen } from '#shared/walls.ts'
import { ask, post, Refused } from '../live/api.ts'
import { now } from '../live/now.ts'

const hour = 3_600_000
const day = 24 * hour
/** Renewed when this little is left of 180 days, so once a week. */
const renewBelow = 173 * day
const askAgain = 3_000

const selfQuery = queryOptions({ queryKey: ['wall'], queryFn: () => ask('wall'), retry: false, staleTime: Infinity })

type Self = { state: 'asking' | 'unreachable' | 'unpaired' } | { state: 'paired'; wall: WallScreen }

/** What this screen is, for as long as it takes to find out. `again`: ask the server; `hear`: it has told. */
export function useWallSelf(): { self: Self; again: () => void; hear: (wall: WallScreen) => void } {
  const client = useQueryClient()
  const query = useQuery(selfQuery)
  const { data, error, refetch, isError, errorUpdateCount } = query
  const unpaired = error instanceof Refused && error.problem?.status === 401

  useEffect(() => {
    if (!isError || unpaired) return
    const later = setTimeout(() => void refetch(), askAgain)
    return () => clearTimeout(later)
  }, [isError, unpaired, errorUpdateCount, refetch])

  const hear = useCallback((wall: WallScreen) => client.setQueryData(selfQuery.queryKey, (held) => (held && held.version > wall.version ? held : wall)), [client])
  const again = useCallback(() => void refetch(), [refetch])
  useRenewal(unpaired ? undefined : data, hear)

  if (unpaired) return { self: { state: 'unpaired' }, again, hear }
  if (data) return { self: { state: 'paired', wall: data }, again, hear }
  return { self: { state: isError ? 'unreachable' : 'asking' }, again, hear }
}

/** A wall that runs keeps itself alive; a try that fails is made again an hour later. */
function useRenewal(wall: WallScreen | undefined, hear: (wall: WallScreen) => void): void {
  const expiresAt = wall?.expiresAt
  useEffect(() => {
    if (!expiresAt) return
    const renew = () => {
      if (Date.parse(expiresAt) - now() > renewBelow) return
      // The first use of the new token closes the one before, so it is used at once.
      const used = (renewed: unknown) => {
        hear(renewed as WallScreen)
        return ask('wall')
      }
      post('/api/walls/renew', {}).then(used).then(hear, () => null)
    }
    renew()
    const hourly = setInterval(renew, hour)
    return () => clearInterval(hourly)
  }, [expiresAt, hear])
}
