import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearch } from 'wouter'
import { needsAnswer, type Alarm } from '#shared/alarms.ts'
import '../i18n/alarm-sheet.ts'
import { Refused } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'
import '../ui/board.css'
import { BoardSearch } from '../ui/board-search.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { AlarmFilters } from './alarm-filters.tsx'
import { AlarmTable } from './alarm-table.tsx'
import './alarms-page.css'
import './alarms.css'
import { BulkBar } from './bulk-bar.tsx'
import { BulkDialog } from './bulk-dialog.tsx'
import { usePastAlarms, useStandingAlarms } from './found-alarms.ts'
import { filteredBy, fits, isFiltered, isView, noFilter, quicks, views } from './list-filter-rules.ts'
import { setFilter, useList } from './list-state.ts'

/** Every alarm of this scope: what stands live and by urgency, what is put aside by why, what is over by search. */
export default function AlarmsPage() {
  const { t } = useTranslation()
  const filter = useList((list) => list.filter)
  const shown = useList((list) => list.fields)
  const asked = new URLSearchParams(useSearch()).get('view')
  useEffect(() => {
    if (isView(asked)) setFilter({ ...noFilter, view: asked })
  }, [asked])
  const count = filteredBy(filter)
  return (
    <section className="board" aria-label={t('office.alarms.title')} data-fields={shown || undefined}>
      <h1 className="unseen">{t('office.alarms.title')}</h1>
      <div className="board-bar">
        <Views />
        <Search />
        <div className="board-chips">
          {filter.view === 'ringing' &&
            quicks.map((quick) => (
              <button key={quick} type="button" className="board-chip" aria-pressed={filter.quick === quick} data-chip={quick} onClick={() => setFilter({ quick: filter.quick === quick ? null : quick })}>
                {t(`office.alarms.quick.${quick}`)}
              </button>
            ))}
          {isFiltered(filter) && (
            <button type="button" className="button button-bare" data-clear onClick={() => setFilter({ ...noFilter, view: filter.view })}>
              {t('office.alarms.clear')}
            </button>
          )}
        </div>
        <div className="board-acts">
          <button type="button" className="button" aria-expanded={shown} data-testid="alarm-fields" onClick={() => useList.setState({ fields: !shown })}>
            {count > 0 ? t('office.alarms.filtersCount', { count }) : t('office.alarms.filters')}
          </button>
        </div>
      </div>
      {shown && <AlarmFilters />}
      {filter.view === 'past' ? <Past /> : <Standing />}
    </section>
  )
}

/** What there is of each, but for what is over, which nobody has counted. */
function Views() {
  const { t } = useTranslation()
  const view = useList((list) => list.filter.view)
  const held = useLive((state) => state.picture.alarm)
  const counts = useMemo(() => new Map(views.map((one) => [one, [...held.values()].filter((alarm) => fits(alarm, { ...noFilter, view: one })).length])), [held])
  return (
    <div className="board-views" role="group" aria-label={t('office.alarms.view.label')}>
      {views.map((one) => (
        <button key={one} type="button" aria-pressed={view === one} data-view={one} onClick={() => setFilter({ view: one, quick: null })}>
          {one === 'past' ? t('office.alarms.view.past') : t('office.alarms.viewCount', { view: t(`office.alarms.view.${one}`), count: counts.get(one) ?? 0 })}
        </button>
      ))}
    </div>
  )
}

function Search() {
  const { t } = useTranslation()
  const text = useList((list) => list.filter.text)
  return <BoardSearch text={text} onChange={(typed) => setFilter({ text: typed })} placeholder={t('office.alarms.search')} label={t('office.alarms.searchLabel')} />
}

function Standing() {
  const { t } = useTranslation()
  const filter = useList((list) => list.filter)
  const known = useLive((state) => state.cursor !== null)
  const alarms = useStandingAlarms(filter)
  const unseen = alarms.filter(needsAnswer).length
  if (!known) return <p role="status" className="dim">{t('office.alarms.waiting')}</p>
  return (
    <>
      <BulkBar alarms={alarms}>
        <span role="status" data-testid="alarm-count">{t('office.alarms.count', { count: alarms.length })}</span>
        {unseen > 0 && <span>{t('office.alarms.unseen', { count: unseen })}</span>}
      </BulkBar>
      {alarms.length === 0 ? <p className="office-empty">{t(`office.alarms.empty.${isFiltered(filter) ? 'filtered' : filter.view}`)}</p> : <AlarmTable alarms={alarms} />}
      <Bulk alarms={alarms} />
    </>
  )
}

function Past() {
  const { t } = useTranslation()
  const filter = useList((list) => list.filter)
  const { alarms, query } = usePastAlarms(filter)
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query
  const failure = query.error && { problem: query.error instanceof Refused ? query.error.problem : null }
  const more = hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined
  return (
    <>
      <BulkBar alarms={alarms}>
        <span role="status" data-testid="alarm-count">{query.isPending ? t('office.alarms.loading') : t('office.alarms.shownCount', { count: alarms.length })}</span>
        {hasNextPage && (
          <button type="button" className="button button-bare" disabled={isFetchingNextPage} data-older onClick={() => void fetchNextPage()}>
            {t('office.alarms.older')}
          </button>
        )}
      </BulkBar>
      {failure && (
        <div className="board-note">
          <ProblemNote failure={failure} />
          <button type="button" className="button" onClick={() => void query.refetch()}>
            {t('act.retry')}
          </button>
        </div>
      )}
      {query.isSuccess && alarms.length === 0 && !query.isFetching && <p className="office-empty">{t(`office.alarms.empty.${isFiltered(filter) ? 'filtered' : 'past'}`)}</p>}
      {alarms.length > 0 && <AlarmTable alarms={alarms} onEnd={more} />}
      <Bulk alarms={alarms} />
    </>
  )
}

function Bulk({ alarms }: { alarms: readonly Alarm[] }) {
  const move = useList((list) => list.bulk)
  const picked = useList((list) => list.picked)
  return move && <BulkDialog move={move} alarms={alarms.filter(({ id }) => picked.has(id))} />
}
