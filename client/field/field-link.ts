import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { openLink } from '../live/link.ts'
import { startProbe } from '../live/probe.ts'
import { judge } from '../live/rights-rules.ts'
import { meQuery, type Me } from '../live/session.ts'

/** Milliseconds that a hidden page keeps its line. */
const restAfter = 60_000
/** Communities that one watch can name. */
const mostCommunities = 200

/** The live orders and people of one's communities, while the page is looked at and a minute longer; it then comes back for what it missed. */
export function useFieldLink(me: Me): void {
  const client = useQueryClient()
  // The same for all who work there, so that they share one room.
  const wanted = useMemo(() => me.communities.filter(({ id }) => judge(me, 'order.accept', id) === 'yes').map(({ id }) => id).toSorted().slice(0, mostCommunities).join(), [me])
  useEffect(startProbe, [])
  useEffect(() => {
    if (wanted === '') return
    const rightsChanged = () => void client.refetchQueries({ queryKey: meQuery.queryKey })
    const link = openLink({ kind: 'communities', ids: wanted.split(',') }, { rightsChanged }, { shows: ['order', 'person', 'activation'], lean: true })
    let timer: ReturnType<typeof setTimeout> | undefined
    const turn = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') link.retry()
      else timer = setTimeout(link.rest, restAfter)
    }
    document.addEventListener('visibilitychange', turn)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', turn)
      link.stop()
    }
  }, [wanted, client])
}
