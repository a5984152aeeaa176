import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/modes.ts'
import type { Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { goTo } from '../ui/desk-state.ts'
import { DrillTag } from '../ui/drill-tag.tsx'
import { OrderClock } from './order-clock.tsx'
import { byPromise, urgency } from './urgency-rules.ts'
import './orders.css'

/** Open orders of a building or a person, as lines of a sheet. */
export function OrderLines({ of, none }: { of: { building: string } | { assignee: string }; none: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const held = useLive((state) => state.picture.order)
  const [key, id] = 'building' in of ? (['building', of.building] as const) : (['assignee', of.assignee] as const)
  const orders = useMemo(() => [...held.values()].filter((order: Order) => order[key] === id), [held, key, id]).toSorted(byPromise(now))
  if (orders.length === 0) return <p className="dim">{none}</p>
  return (
    <ul className="lines">
      {orders.map((order) => {
        const clock = urgency(order, now)
        return (
          <li key={order.id}>
            <button type="button" className={`line-button order-${clock.tone}`} onClick={() => goTo({ kind: 'order', id: order.id })}>
              <span className="one-line">
                {isDrill(order.mode) && <DrillTag />} {format.title(order)}
                <span className="dim">{t('join.dot') + [order.place, t(`words.orderState.${order.state}`)].filter(Boolean).join(t('join.dot'))}</span>
              </span>
              <OrderClock urgency={clock} />
            </button>
          </li>
        )
      })}
    </ul>
  )
}
