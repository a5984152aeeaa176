import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { QueryReply } from '#shared/queries.ts'
import type { Building, Community } from '#shared/sites.ts'
import { ask } from './api.ts'
import { useLive } from './live-state.ts'
import { meQuery } from './session.ts'

export type Catalogue = QueryReply<'sites'> & {
  building: ReadonlyMap<string, Building>
  community: ReadonlyMap<string, Community>
}

const byId = <T extends { id: string }>(rows: readonly T[]): ReadonlyMap<string, T> => new Map(rows.map((row) => [row.id, row]))

const counted = new Intl.Collator('zh', { numeric: true })

/** The buildings of a community as people count them: 2 before 10. */
export const housesOf = ({ buildings }: Pick<Catalogue, 'buildings'>, community: string | null): Building[] =>
  buildings.filter((row) => row.community === community).toSorted((a, b) => counted.compare(a.code, b.code))

const empty: QueryReply<'sites'> = { communities: [], buildings: [], features: [], routes: [], resources: [] }

/** What changes rarely about the watched communities; read again when the stream says that it changed. */
export function useCatalogue(): Catalogue & { loading: boolean; failed: boolean; retry: () => void } {
  const watched = useLive((state) => state.communities)
  const change = useLive((state) => state.catalogue)
  const key = watched?.join(',') ?? ''
  const query = useQuery({
    queryKey: ['sites', key, change],
    queryFn: () => ask('sites', { communities: key }),
    enabled: key !== '',
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  })
  const me = useQuery(meQuery)
  const sites = query.data ?? empty
  return useMemo(
    () => ({
      ...sites,
      building: byId(sites.buildings),
      community: byId(sites.communities.length > 0 ? sites.communities : (me.data?.communities ?? [])),
      loading: query.isPending,
      failed: query.isError,
      retry: () => void query.refetch(),
    }),
    // `query` is a new object on every render; only these change what is shown.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [sites, query.isPending, query.isError, me.data],
  )
}

export function usePlans() {
  const change = useLive((state) => state.catalogue)
  return useQuery({ queryKey: ['plans', change], queryFn: () => ask('plans'), staleTime: Infinity, placeholderData: keepPreviousData })
}
