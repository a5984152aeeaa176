import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { Panel, Quiet } from '../ui/panel.tsx'
import { useRem } from '../ui/rem.ts'
import { useHeight, useStacked } from '../ui/size.ts'
import { OrderRow } from './order-row.tsx'
import { byPromise, counted } from './urgency-rules.ts'
import './orders.css'

const rowRem = 4.4
const headRem = 3.2
const stackedRows = 8
/** Order among rows changes with the clock, but not every second. */
const resort = 10_000

export function OrdersPanel() {
  const { t } = useTranslation()
  const now = useNow()
  const rem = useRem()
  const sites = useCatalogue()
  const held = useLive((state) => state.picture.order)
  const people = useLive((state) => state.picture.person)
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  const [box, height] = useHeight<HTMLDivElement>()
  const list = useRef<HTMLDivElement>(null)
  const epoch = Math.floor(now / resort) * resort
  const orders = useMemo(() => [...held.values()].toSorted(byPromise(epoch)), [held, epoch])
  const counts = useMemo(() => counted(held.values(), epoch), [held, epoch])
  // Whole rows only: half an order is not an order. What is left over goes between them.
  const stacked = useStacked()
  const free = height - headRem * rem
  const fitting = stacked ? stackedRows : Math.max(1, Math.floor(free / (rowRem * rem)))
  const rowHeight = stacked || orders.length < fitting ? rowRem * rem : Math.max(rowRem * rem, free / fitting)
  const rows = useVirtualizer({ count: orders.length, getScrollElement: () => list.current, estimateSize: () => rowHeight, overscan: 4, getItemKey: (index) => orders[index]?.id ?? index })
  useEffect(() => rows.measure(), [rowHeight, rows])

  return (
    <div ref={box} className="orders">
      <Panel
        title={[t('order.title'), t('order.byPromise')].join(t('join.dot'))}
        aside={
          <>
            {t('order.summary', { count: counts.open })}
            {counts.late > 0 && (
              <>
                {t('join.dot')}
                <span className="late">{t('order.late', { count: counts.late })}</span>
              </>
            )}
            {counts.soon > 0 && (
              <>
                {t('join.dot')}
                <span className="soon">{t('order.soon', { count: counts.soon })}</span>
              </>
            )}
          </>
        }
      >
        {orders.length === 0 && <Quiet>{t('order.empty')}</Quiet>}
        <div ref={list} className="order-list" data-testid="orders" style={{ maxHeight: fitting * rowHeight }}>
          <ul style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map((row) => {
              const order = orders[row.index]
              return order && <OrderRow key={order.id} order={order} top={row.start} now={now} sites={sites} several={several} assignee={order.assignee ? people.get(order.assignee) : undefined} />
            })}
          </ul>
        </div>
      </Panel>
    </div>
  )
}
