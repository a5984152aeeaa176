import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryPaths } from '#shared/paths.ts'
import { Refused, save } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { meQuery, useSees } from '../live/session.ts'
import '../ui/board.css'
import { BoardSearch } from '../ui/board-search.tsx'
import { openDialog } from '../ui/desk-state.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { askedOf, filteredBy, isFiltered, noFilter, views, type BoardFilter } from './board-filter-rules.ts'
import { BoardFilters } from './board-filters.tsx'
import { useBoardScope, useFoundOrders, useOpenOrders } from './board-orders.ts'
import { setFilter, useBoard } from './board-state.ts'
import './board.css'
import './orders.css'
import { OrdersTable } from './orders-table.tsx'
import { SavedFilters } from './saved-filters.tsx'
import { counted } from './urgency-rules.ts'

/** Order among rows changes with the clock, but not every second. */
const resort = 10_000

/** The desk's board: every order of its scope, what is open live and by urgency, what is past by search. */
export default function BoardPage() {
  const { t } = useTranslation()
  const filter = useBoard((board) => board.filter)
  const shown = useBoard((board) => board.fields)
  const count = filteredBy(filter)
  return (
    <section className="board" aria-label={t('office.board.title')} data-fields={shown || undefined}>
      <h1 className="unseen">{t('office.board.title')}</h1>
      <div className="board-bar">
        <div className="board-views" role="group" aria-label={t('office.board.view.label')}>
          {views.map((view) => (
            <button key={view} type="button" aria-pressed={filter.view === view} data-view={view} onClick={() => setFilter({ view, states: [] })}>
              {t(`office.board.view.${view}`)}
            </button>
          ))}
        </div>
        <Search />
        <Chips filter={filter} />
        <div className="board-acts">
          <button type="button" className="button" aria-expanded={shown} data-testid="board-fields" onClick={() => useBoard.setState({ fields: !shown })}>
            {count > 0 ? t('office.board.filtersCount', { count }) : t('office.board.filters')}
          </button>
          <SavedFilters />
          <Export filter={filter} />
        </div>
      </div>
      {shown && <BoardFilters />}
      {filter.view === 'open' ? <OpenBoard filter={filter} /> : <FoundBoard filter={filter} />}
    </section>
  )
}

function Search() {
  const { t } = useTranslation()
  const text = useBoard((board) => board.filter.text)
  return <BoardSearch text={text} onChange={(typed) => setFilter({ text: typed })} placeholder={t('office.board.search')} label={t('office.board.searchLabel')} />
}

function Chips({ filter }: { filter: BoardFilter }) {
  const { t } = useTranslation()
  const { data: me } = useQuery(meQuery)
  const chip = (name: 'late' | 'unassigned' | 'mine', on: boolean, set: () => void) => (
    <button type="button" className="board-chip" aria-pressed={on} data-chip={name} onClick={set}>
      {t(`office.board.${name}`)}
    </button>
  )
  const own = me?.person ?? null
  return (
    <div className="board-chips">
      {chip('late', filter.late, () => setFilter({ late: !filter.late }))}
      {chip('unassigned', filter.assignee === 'nobody', () => setFilter({ assignee: filter.assignee === 'nobody' ? null : 'nobody' }))}
      {own !== null && chip('mine', filter.assignee === own, () => setFilter({ assignee: filter.assignee === own ? null : own }))}
      {isFiltered(filter) && (
        <button type="button" className="button button-bare" data-clear onClick={() => setFilter({ ...noFilter, view: filter.view })}>
          {t('office.board.clear')}
        </button>
      )}
    </div>
  )
}

function OpenBoard({ filter }: { filter: BoardFilter }) {
  const { t } = useTranslation()
  const now = useNow()
  const known = useLive((state) => state.cursor !== null)
  const epoch = Math.floor(now / resort) * resort
  const orders = useOpenOrders(filter, epoch)
  const { late, soon } = counted(orders, epoch)
  if (!known) return <p role="status" className="dim board-note">{t('office.board.waiting')}</p>
  return (
    <>
      <Foot>
        <span role="status" data-testid="board-count">{t('office.board.count', { count: orders.length })}</span>
        {late > 0 && <span className="late">{t('order.late', { count: late })}</span>}
        {soon > 0 && <span className="soon">{t('order.soon', { count: soon })}</span>}
      </Foot>
      {orders.length === 0 ? <p className="office-empty">{t(isFiltered(filter) ? 'office.board.empty.filtered' : 'office.board.empty.open')}</p> : <OrdersTable orders={orders} />}
    </>
  )
}

function FoundBoard({ filter }: { filter: BoardFilter }) {
  const { t } = useTranslation()
  const { orders, query, total } = useFoundOrders(filter)
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query
  const failure = query.error && { problem: query.error instanceof Refused ? query.error.problem : null }
  const more = hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined
  const empty = filter.view === 'all' && !isFiltered(filter) ? 'all' : filter.view === 'call-back' && !isFiltered(filter) ? 'call-back' : 'filtered'
  return (
    <>
      <Foot>
        <span role="status" data-testid="board-count">{query.isFetching ? t('office.board.loading') : total !== null ? t('office.board.count', { count: total }) : t('office.board.shown', { count: orders.length })}</span>
        {hasNextPage && (
          <button type="button" className="button button-bare" disabled={isFetchingNextPage} data-older onClick={() => void fetchNextPage()}>
            {t('office.board.older')}
          </button>
        )}
      </Foot>
      {failure && (
        <div className="board-note">
          <ProblemNote failure={failure} />
          <button type="button" className="button" onClick={() => void query.refetch()}>
            {t('act.retry')}
          </button>
        </div>
      )}
      {query.isSuccess && orders.length === 0 && !query.isFetching && <p className="office-empty">{t(`office.board.empty.${empty}`)}</p>}
      {/* A page that ended early, because looking further would take long, is gone on with by hand. */}
      {orders.length > 0 && <OrdersTable orders={orders} onEnd={orders.length >= 100 ? more : undefined} />}
    </>
  )
}

/** How many there are, or, while some are marked, what can be done with those. */
function Foot({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation()
  const picked = useBoard((board) => board.picked)
  const held = useLive((state) => state.picture.order)
  const orders = [...picked].flatMap((id) => held.get(id) ?? [])
  const [first] = orders
  const one = first !== undefined && orders.every(({ community }) => community === first.community)
  if (picked.size === 0) return <p className="board-count">{children}</p>
  return (
    <div className="board-count" data-picked>
      <span role="status">{t('office.board.picked', { count: picked.size })}</span>
      <button type="button" className="button button-next" disabled={!one} data-redistribute onClick={() => first && openDialog({ kind: 'redistribute', community: first.community, orders: orders.map(({ id }) => id) })}>
        {t('office.board.redistribute')}
      </button>
      {!one && orders.length > 0 && <span className="dim">{t('office.board.oneCommunity')}</span>}
      <button type="button" className="button button-bare" onClick={() => useBoard.setState({ picked: new Set() })}>
        {t('office.board.unpick')}
      </button>
    </div>
  )
}

/** What is looked for may be personal: it goes in the body of a POST, not in a link. */
function Export({ filter }: { filter: BoardFilter }) {
  const { t } = useTranslation()
  const sees = useSees()
  const watched = useLive((state) => state.communities)
  const { communities, some } = useBoardScope()
  const { mutate, isPending, error } = useMutation({ mutationFn: () => save(queryPaths.ordersExport, askedOf(filter, communities), 'orders.csv') })
  if (!some || !watched?.some((community) => sees('ordersExport', community) === 'yes')) return null
  return (
    <>
      <button type="button" className="button" disabled={isPending} title={t('office.board.exportNote')} data-export onClick={() => mutate()}>
        {t(isPending ? 'office.board.exporting' : 'office.board.export')}
      </button>
      {error && <ProblemNote failure={{ problem: error instanceof Refused ? error.problem : null }} />}
    </>
  )
}
