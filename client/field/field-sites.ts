import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { middle, type LonLat } from '#shared/geo.ts'
import type { Order } from '#shared/orders.ts'
import type { QueryReply } from '#shared/queries.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import type { Me } from '../live/session.ts'
import { placeWords } from '../live/words.ts'

/** Milliseconds: houses stand where they stood yesterday. */
const rarely = 12 * 3_600_000

type Sites = QueryReply<'sites'>
const none: Sites = { communities: [], buildings: [], features: [], routes: [], resources: [] }

/** The plans of the communities in which there is something to do, read twice a day and kept. */
export function useFieldSites(me: Me, communities: readonly string[]) {
  const format = useFormat()
  const key = [...new Set(communities)].toSorted().join()
  const { data = none } = useQuery({ queryKey: ['field-sites', key], queryFn: () => ask('sites', { communities: key }), enabled: key !== '', staleTime: rarely, placeholderData: (before) => before })
  return useMemo(() => {
    const building = new Map(data.buildings.map((row) => [row.id, row]))
    const community = new Map(me.communities.map((row) => [row.id, row]))
    const several = me.communities.length > 1
    return {
      data,
      where: (order: Pick<Order, 'community' | 'building' | 'place'>) => placeWords(format, { building, community }, order, several),
      zone: (order: Pick<Order, 'community'>) => community.get(order.community)?.zone,
      point: (order: Order): LonLat | null => {
        const footprint = order.building ? building.get(order.building)?.footprint : undefined
        return order.point ?? (footprint ? middle(footprint) : null)
      },
    }
  }, [data, me, format])
}

export type FieldSites = ReturnType<typeof useFieldSites>
