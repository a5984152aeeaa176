import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import type { FieldSites } from './field-sites.ts'
import { FieldClock } from './order-clock.tsx'
import { useQueue } from './queue-state.ts'

/** Orders one under the other, each a thumb high. `hand`: what can be done with one right here. */
export function FieldLines({ title, orders, sites, onOpen, hand }: { title: string; orders: readonly Order[]; sites: FieldSites; onOpen: (order: Order) => void; hand?: (order: Order) => ReactNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const entries = useQueue((queue) => queue.entries)
  if (orders.length === 0) return null
  return (
    <section className="field-lines" aria-label={title}>
      <h2>
        {title} <span>{orders.length}</span>
      </h2>
      <ul>
        {orders.map((order) => (
          <li key={order.id} data-order={order.id}>
            <button type="button" className="field-line" onClick={() => onOpen(order)}>
              <span className="field-line-words">
                <strong>{format.title(order)}</strong>
                <span className="dim">
                  {[sites.where(order), t(`words.orderState.${order.state}`), ...(entries.some((entry) => entry.order === order.id) ? [t('field.queued')] : [])].join(t('join.dot'))}
                </span>
              </span>
              <FieldClock order={order} zone={sites.zone(order)} />
            </button>
            {hand?.(order)}
          </li>
        ))}
      </ul>
    </section>
  )
}
