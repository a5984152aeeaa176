import { useQuery } from '@tanstack/react-query'
import type { Role, View } from '#shared/roles.ts'
import { sees } from '#shared/roles.ts'
import { ask } from '../live/api.ts'
import { useWatched } from '../live/own-communities.ts'
import { meQuery } from '../live/session.ts'
import { readyOver, type Series } from './plan-series.ts'

const again = 30_000
const stale = { staleTime: 10_000, refetchInterval: again }
/** Readiness changes by the day, and is reckoned over thousands of communities. */
const rarely = { staleTime: 60_000, refetchInterval: 300_000 }

/** Of both lists the newest come, at most so many: of what is not among these nothing is known. */
const listed = 300

/** What is known of a plan beyond what it says, over the communities in scope: null while it is not, or to whom it is not shown. */
export type Figures = { ready: ReturnType<typeof readyOver>; drilledAt: string | null | undefined; findings: number | undefined }

export function useFigures(): (series: Series) => Figures {
  const { data: me } = useQuery(meQuery)
  const { communities, all } = useWatched(sees.readiness)
  const shown = (view: View): boolean => me?.grants.some(({ role }) => (sees[view] as readonly Role[]).includes(role)) ?? false
  const params = { communities: all ? '' : communities.map(({ id }) => id).join(',') }
  const here = communities.length > 0
  const brief = { ...params, brief: '1' } as const
  const readiness = useQuery({ queryKey: ['readiness', brief], queryFn: () => ask('readiness', brief), enabled: here && shown('readiness'), ...rarely })
  const drills = useQuery({ queryKey: ['drills', params], queryFn: () => ask('drills', params), enabled: here && shown('drills'), ...stale })
  const findings = useQuery({ queryKey: ['findings', params], queryFn: () => ask('findings', params), enabled: here && shown('findings'), ...stale })
  return (series) => ({
    ready: readyOver(readiness.data ?? [], series),
    drilledAt: drills.data && (drills.data.drills.filter(({ plan, state }) => plan === series.id && state === 'ended').flatMap(({ endedAt }) => endedAt ?? []).toSorted().at(-1) ?? (drills.data.drills.length < listed ? null : undefined)),
    findings: findings.data && findings.data.length < listed ? findings.data.filter(({ plan, state, edition }) => plan === series.id && state === 'open' && !edition).length : undefined,
  })
}
