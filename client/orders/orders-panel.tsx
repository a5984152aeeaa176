import { useVirtualizer } from '@tanstack/react-virtual'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { meQuery } from '../live/session.ts'
import { Panel, Quiet } from '../ui/panel.tsx'
import { useRem } from '../ui/rem.ts'
import { useHeight, useStacked } from '../ui/size.ts'
import { OrderRow } from './order-row.tsx'
import { byPromise, counted, urgency } from './urgency-rules.ts'
import './orders.css'

const rowRem = 4.4
const headRem = 3.2
const moreRem = 1.9
const stackedRows = 8
/** Order among rows changes with the clock, but not every second. */
const resort = 10_000

type Quick = 'all' | 'late' | 'unassigned' | 'mine'

export function OrdersPanel() {
  const { t } = useTranslation()
  const now = useNow()
  const rem = useRem()
  const sites = useCatalogue()
  const held = useLive((state) => state.picture.order)
  const known = useLive((state) => state.cursor !== null)
  const people = useLive((state) => state.picture.person)
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  const [box, height] = useHeight<HTMLDivElement>()
  const list = useRef<HTMLDivElement>(null)
  const epoch = Math.floor(now / resort) * resort
  const { data: me } = useQuery(meQuery)
  const own = me?.person ?? null
  const [quick, setQuick] = useState<Quick>('all')
  const sorted = useMemo(() => [...held.values()].toSorted(byPromise(epoch)), [held, epoch])
  const shown: Record<Quick, (order: Order) => boolean> = {
    all: () => true, late: (order) => urgency(order, epoch).tone === 'late', unassigned: ({ assignee }) => assignee === null, mine: ({ assignee }) => own !== null && assignee === own,
  }
  const orders = quick === 'all' ? sorted : sorted.filter(shown[quick])
  const [unassigned, mine] = [sorted.filter(shown.unassigned).length, sorted.filter(shown.mine).length]
  const counts = useMemo(() => counted(held.values(), epoch), [held, epoch])
  // Whole rows only: half an order is not an order. What is left over goes between them.
  const stacked = useStacked()
  const all = height - headRem * rem
  const beyond = stacked ? orders.length > stackedRows : orders.length * rowRem * rem > Math.max(all, rowRem * rem)
  const free = beyond ? all - moreRem * rem : all
  const fitting = stacked ? stackedRows : Math.max(1, Math.floor(free / (rowRem * rem)))
  const below = beyond ? orders.slice(fitting) : []
  const rowHeight = stacked || orders.length < fitting ? rowRem * rem : Math.max(rowRem * rem, free / fitting)
  const rows = useVirtualizer({ count: orders.length, getScrollElement: () => list.current, estimateSize: () => rowHeight, overscan: 4, getItemKey: (index) => orders[index]?.id ?? index })
  useEffect(() => rows.measure(), [rowHeight, rows])

  return (
    <div ref={box} className="orders">
      <Panel
        title={t('order.title')}
        aside={
          <span className="orders-quick" role="group" aria-label={t('order.quick')}>
            <Only quick="all" at={quick} onChange={setQuick}>{t('order.summary', { count: counts.open })}</Only>
            {(counts.late > 0 || quick === 'late') && <Only quick="late" at={quick} onChange={setQuick} tone="late">{t('order.late', { count: counts.late })}</Only>}
            {counts.soon > 0 && <span className="soon">{t('order.soon', { count: counts.soon })}</span>}
            {(unassigned > 0 || quick === 'unassigned') && <Only quick="unassigned" at={quick} onChange={setQuick}>{t('order.unassignedCount', { count: unassigned })}</Only>}
            {own !== null && (mine > 0 || quick === 'mine') && <Only quick="mine" at={quick} onChange={setQuick}>{t('order.mineCount', { count: mine })}</Only>}
          </span>
        }
      >
        {orders.length === 0 && <Quiet>{t(known ? 'order.empty' : 'state.loading')}</Quiet>}
        <div ref={list} className="order-list" data-testid="orders" style={{ maxHeight: fitting * rowHeight }}>
          <ul style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map((row) => {
              const order = orders[row.index]
              return order && <OrderRow key={order.id} order={order} top={row.start} now={now} sites={sites} several={several} assignee={order.assignee ? people.get(order.assignee) : undefined} />
            })}
          </ul>
        </div>
        {below.length > 0 && <OrdersMore orders={below} epoch={epoch} />}
      </Panel>
    </div>
  )
}

/** What has no row here until somebody scrolls. */
function OrdersMore({ orders, epoch }: { orders: readonly Order[]; epoch: number }) {
  const { t } = useTranslation()
  const late = orders.filter((order) => urgency(order, epoch).tone === 'late').length
  return <p className="orders-more">{[t('order.below', { count: orders.length }), late > 0 ? t('order.late', { count: late }) : null].filter(Boolean).join(t('join.dot'))}</p>
}

/** A count that, pressed, shows only what it counts. */
function Only({ quick, at, onChange, tone = '', children }: { quick: Quick; at: Quick; onChange: (quick: Quick) => void; tone?: string; children: ReactNode }) {
  return (
    <button type="button" className={`order-only ${tone}`} aria-pressed={quick === at} data-quick={quick} onClick={() => onChange(quick === at ? 'all' : quick)}>
      {children}
    </button>
  )
}
