import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { deviceStates } from '#shared/devices.ts'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { sees } from '#shared/roles.ts'
import '../i18n/device-sheet.ts'
import { post, Refused } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'
import { useWatched } from '../live/own-communities.ts'
import '../ui/form.css'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { DeviceFilters } from './device-filters.tsx'
import { DeviceOffice } from './device-office.tsx'
import { DeviceTable } from './device-table.tsx'
import { isFiltered, noFilter, setFilter, useDeviceFilter, type DeviceFilter } from './filter-state.ts'
import './devices.css'

const typingPause = 300
/** The first page is read again while it is looked at; who has gone further reads on in peace. Milliseconds. */
const again = 10_000

/** Every device of the scope: how it is, where, what it says. */
export default function DevicesPage() {
  const { t } = useTranslation()
  const filter = useDeviceFilter()
  const { communities, all } = useWatched(sees.deviceList)
  const [settled] = useDebouncedValue(filter, typingPause)
  const asked = { communities: all ? [] : communities.map(({ id }) => id), kinds: settled.kind ? [settled.kind] : [], states: settled.state ? [settled.state] : [], text: settled.text, ...(settled.building ? { building: settled.building } : {}) }
  const known = useLive((state) => state.communities !== null)
  const query = useInfiniteQuery({
    queryKey: ['device-list', asked],
    queryFn: async ({ pageParam }) => (await post(queryPaths.deviceList, { ...asked, after: pageParam, limit: 100 })) as QueryReply<'deviceList'>,
    initialPageParam: null as QueryReply<'deviceList'>['more'],
    getNextPageParam: ({ more }) => more ?? null,
    enabled: known && communities.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data && state.data.pages.length > 1 ? false : again),
  })
  const pages = query.data?.pages ?? []
  // One whose state turned between two pages is on both.
  const found = new Map(pages.flatMap(({ devices, said, heard }) => devices.map((device) => [device.id, { device, said: said[device.id] ?? [], heard: heard[device.id] ?? null }] as const)))
  const rows = [...found.values()]
  const failure = query.error && { problem: query.error instanceof Refused ? query.error.problem : null }
  const counts = pages[0]?.counts ?? {}
  return (
    <OfficePage title={t('office.devices.title')} actions={<DeviceOffice communities={communities} />} filters={<DeviceFilters filter={filter} communities={communities} />}>
      <States filter={filter} counts={counts} known={pages.length > 0} />
      {failure && (
        <div>
          <ProblemNote failure={failure} />
          <button type="button" className="button" onClick={() => void query.refetch()}>
            {t('act.retry')}
          </button>
        </div>
      )}
      {query.isPending && !failure && <p role="status" className="dim">{t('state.loading')}</p>}
      {query.isSuccess && rows.length === 0 && <OfficeEmpty>{t(isFiltered(filter) ? 'office.devices.empty' : 'office.devices.emptyAll')}</OfficeEmpty>}
      {rows.length > 0 && (
        <div data-stale={query.isError || undefined} className="device-open">
          <DeviceTable rows={rows} several={communities.length > 1} />
        </div>
      )}
      {query.hasNextPage && (
        <button type="button" className="button device-more" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('office.devices.more')}
        </button>
      )}
    </OfficePage>
  )
}

/** How many there are of each, and a way to see only those. */
function States({ filter, counts, known }: { filter: DeviceFilter; counts: Record<string, number>; known: boolean }) {
  const { t } = useTranslation()
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const chip = (state: DeviceFilter['state'], words: string, count: number) => (
    <button key={state ?? 'all'} type="button" className="device-chip" aria-pressed={filter.state === state} data-state={state ?? 'all'} data-some={count > 0 || undefined} onClick={() => setFilter({ state })}>
      {words} <b>{known ? count : '–'}</b>
    </button>
  )
  return (
    <div className="device-chips" role="group" aria-label={t('office.devices.column.state')} data-testid="device-counts">
      {chip(null, t('office.devices.all'), total)}
      {deviceStates.map((state) => chip(state, t(`words.deviceState.${state}`), counts[state] ?? 0))}
      {isFiltered(filter) && (
        <button type="button" className="button button-bare" data-clear onClick={() => setFilter(noFilter)}>
          {t('office.devices.clear')}
        </button>
      )}
    </div>
  )
}
