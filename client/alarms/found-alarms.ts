import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alarm, AlarmAsk } from '#shared/alarms.ts'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { sees } from '#shared/roles.ts'
import { alarmWords } from '../i18n/kind.ts'
import { post } from '../live/api.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useWatched } from '../live/own-communities.ts'
import { byUrgency } from './fold-rules.ts'
import { askedOf, fits, isSaid, type AlarmFilter } from './list-filter-rules.ts'

const typingPause = 300
/** What has just ended is looked up again after this long, while only the newest page is open. Milliseconds. */
const again = 15_000

const read = async (asked: Partial<AlarmAsk>) => (await post(queryPaths.alarms, asked)) as QueryReply<'alarms'>

/** The communities of this scope in which alarms may be looked up; null where these are all. */
function useListScope(): { communities: readonly string[] | null; some: boolean } {
  const { communities, all } = useWatched(sees.alarms)
  return { communities: all ? null : communities.map(({ id }) => id), some: communities.length > 0 }
}

/** What stands, as it is now, by urgency. What a screen cannot know of a text, such as a device's code, the server looks for too. */
export function useStandingAlarms(filter: AlarmFilter): Alarm[] {
  const { t } = useTranslation()
  const held = useLive((state) => state.picture.alarm)
  const { building } = useCatalogue()
  const { communities, some } = useListScope()
  const [settled] = useDebouncedValue(filter, typingPause)
  const asked = askedOf(settled, communities)
  const { data } = useQuery({ queryKey: ['alarms', 'text', asked], queryFn: () => read({ ...asked, limit: 200 }), enabled: some && filter.view !== 'past' && settled.text.trim() !== '', retry: false })
  return useMemo(() => {
    const found = new Set(filter.text === settled.text ? data?.alarms.map(({ id }) => id) : [])
    const words = (alarm: Alarm) => {
      const place = alarm.building ? building.get(alarm.building)?.name : undefined
      return [alarmWords(t, alarm), alarm.kind, alarm.text, alarm.deviceName?.zh, alarm.deviceName?.en, place?.zh, place?.en].join(' ')
    }
    const isFound = (alarm: Alarm) => filter.text.trim() === '' || found.has(alarm.id) || isSaid(words(alarm), filter.text)
    return [...held.values()].filter((alarm) => fits(alarm, filter) && isFound(alarm)).toSorted(byUrgency)
  }, [held, building, filter, settled.text, data, t])
}

/** What is over, page by page, the newest first. */
export function usePastAlarms(filter: AlarmFilter) {
  const { communities, some } = useListScope()
  const [settled] = useDebouncedValue(filter, typingPause)
  const asked = askedOf(settled, communities)
  const query = useInfiniteQuery({
    queryKey: ['alarms', asked],
    queryFn: ({ pageParam }) => read({ ...asked, before: pageParam, limit: 100 }),
    initialPageParam: null as AlarmAsk['before'],
    getNextPageParam: ({ more }) => more ?? null,
    enabled: filter.view === 'past' && some,
    placeholderData: keepPreviousData,
    staleTime: again,
    refetchInterval: ({ state }) => (state.data?.pages.length === 1 ? again : false),
  })
  const alarms = useMemo(() => {
    const byId = new Map((query.data?.pages ?? []).flatMap((page) => page.alarms).map((alarm) => [alarm.id, alarm]))
    return [...byId.values()]
  }, [query.data])
  return { alarms, query }
}
