import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { isOpenOrder, type Order } from '#shared/orders.ts'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { sees } from '#shared/roles.ts'
import { post } from '../live/api.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useWatched } from '../live/own-communities.ts'
import { askedOf, fits, type BoardFilter } from './board-filter-rules.ts'
import { byPromise } from './urgency-rules.ts'

const typingPause = 300

/** Where the board looks: the communities of its scope in which orders may be seen, null where these are all. */
export function useBoardScope(): { communities: readonly string[] | null; some: boolean } {
  const { communities, all } = useWatched(sees.orders)
  return { communities: all ? null : communities.map(({ id }) => id), some: communities.length > 0 }
}

/** Open orders as they are now, by urgency. `epoch`: the moment by which they are sorted. */
export function useOpenOrders(filter: BoardFilter, epoch: number): Order[] {
  const held = useLive((state) => state.picture.order)
  const sites = useCatalogue()
  return useMemo(() => {
    const words = ({ number, title, place, description, building }: Order) => {
      const name = building ? sites.building.get(building)?.name : undefined
      return [number, title, name?.zh ?? '', place, name?.en ?? '', description].join(' ')
    }
    return [...held.values()].filter((order) => fits(order, filter, words)).toSorted(byPromise(epoch))
  }, [held, sites.building, filter, epoch])
}

/** What is looked up, page by page, the newest first; what is still open among it is shown as it is now. */
export function useFoundOrders(filter: BoardFilter) {
  const { communities, some } = useBoardScope()
  const [settled] = useDebouncedValue(filter, typingPause)
  const held = useLive((state) => state.picture.order)
  const asked = askedOf(settled, communities)
  const query = useInfiniteQuery({
    queryKey: ['orders', asked],
    queryFn: async ({ pageParam }) => (await post(queryPaths.orders, { ...asked, ...(pageParam ? { before: pageParam } : {}), most: 100 })) as QueryReply<'orders'>,
    initialPageParam: null as string | null,
    getNextPageParam: ({ before }) => before,
    enabled: filter.view !== 'open' && some,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
  const { data } = query
  const orders = useMemo(() => {
    const seen = new Set<string>()
    return (data?.pages ?? []).flatMap((page) => page.orders).flatMap((order) => {
      if (seen.has(order.id)) return []
      seen.add(order.id)
      const live = held.get(order.id)
      return [live && live.version > order.version && isOpenOrder(live) ? live : order]
    })
  }, [data, held])
  return { orders, query, total: data?.pages[0]?.total ?? null }
}
