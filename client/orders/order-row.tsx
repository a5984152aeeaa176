import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/modes.ts'
import { moved, type Order } from '#shared/orders.ts'
import type { Person } from '#shared/people.ts'
import { useFormat } from '../i18n/format.ts'
import type { Catalogue } from '../live/catalogue.ts'
import { placeWords } from '../live/words.ts'
import { select, useDesk } from '../ui/desk-state.ts'
import { DrillTag } from '../ui/drill-tag.tsx'
import { drag } from './order-drag.ts'
import { OrderClock } from './order-clock.tsx'
import { urgency } from './urgency-rules.ts'

type Props = { order: Order; top: number; now: number; sites: Pick<Catalogue, 'building' | 'community'>; several: boolean; assignee: Person | undefined }

export const OrderRow = memo(function OrderRow({ order, top, now, sites, several, assignee }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const chosen = useDesk((desk) => desk.selected?.kind === 'order' && desk.selected.id === order.id)
  const clock = urgency(order, now)
  const place = placeWords(format, sites, order, several)
  const state = t(`words.orderState.${order.state}`)
  const words = clock.left === null ? t('order.clockNone') : clock.paused ? t('order.paused') : t(clock.left < 0 ? 'order.clockLate' : 'order.clockLeft', { time: format.span(clock.left) })
  return (
    <li className={`order-row order-${clock.tone}`} style={{ top }} data-row data-order={order.id} data-state={order.state} aria-current={chosen || undefined}>
      <button
        type="button"
        className="row-open"
        data-row-open
        draggable={moved(order.state, 'assign') !== null}
        onDragStart={(event) => drag(event, order.id)}
        onClick={() => select({ kind: 'order', id: order.id })}
        aria-label={t('order.row', { number: order.number, title: format.title(order), place, state, clock: words })}
      />
      <p className="order-title one-line">
        {isDrill(order.mode) && <DrillTag />} {format.title(order)}
      </p>
      <OrderClock urgency={clock} />
      <p className="order-line one-line">
        {place}
        {t('join.dot')}
        {assignee ? format.name(assignee.name) : <span className="order-open">{t('order.unassigned')}</span>}
        {order.state !== 'reported' && clock.left !== null && t('join.dot') + (order.waiting ? t(`words.waitReason.${order.waiting.reason}`) : state)}
      </p>
      <div className="order-bar" aria-hidden="true">
        <div style={{ width: `${clock.share * 100}%` }} />
      </div>
    </li>
  )
})
