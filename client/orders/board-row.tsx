import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/modes.ts'
import { isOpenOrder, type Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import type { Catalogue } from '../live/catalogue.ts'
import { placeWords } from '../live/words.ts'
import { select, useDesk } from '../ui/desk-state.ts'
import { DrillTag } from '../ui/drill-tag.tsx'
import { pick } from './board-state.ts'
import { OrderClock } from './order-clock.tsx'
import { urgency } from './urgency-rules.ts'

type Props = { order: Order; top: number; now: number; sites: Pick<Catalogue, 'building' | 'community'>; several: boolean; who: string | null; picked: boolean; pickable: boolean }

export const BoardRow = memo(function BoardRow({ order, top, now, sites, several, who, picked, pickable }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const chosen = useDesk((desk) => desk.selected?.kind === 'order' && desk.selected.id === order.id)
  const clock = urgency(order, now)
  const place = placeWords(format, sites, order, several)
  const state = t(`words.orderState.${order.state}`)
  const words = clock.left === null ? state : t(clock.left < 0 ? 'order.clockLate' : 'order.clockLeft', { time: format.span(clock.left) })
  const age = format.age((now - Date.parse(order.reportedAt)) / 1000)
  return (
    <li className={`board-row order-${clock.tone}`} style={{ top }} data-row data-order={order.id} data-state={order.state} aria-current={chosen || undefined}>
      <button type="button" className="row-open" data-row-open onClick={() => select({ kind: 'order', id: order.id })} aria-label={t('order.row', { number: order.number, title: format.title(order), place, state, clock: words })} />
      <span className="board-pick form">{pickable && <input type="checkbox" checked={picked} onChange={() => pick(order.id)} aria-label={t('office.board.pick', { number: order.number })} />}</span>
      <span className="board-number dim one-line">{order.number}</span>
      <span className="board-what one-line">
        {isDrill(order.mode) && <DrillTag />} {format.title(order)}
        {(order.reports ?? 1) > 1 && <span className="dim">{t('join.dot') + t('office.board.reports', { count: order.reports ?? 1 })}</span>}
      </span>
      <span className="board-kind dim one-line">
        {t(`words.category.${order.category}`)}
        {order.priority === 'urgent' && <span className="board-urgent">{t('join.dot') + t('words.priority.urgent')}</span>}
      </span>
      <span className="board-where one-line">{place}</span>
      <span className="board-state one-line">
        {state}
        {order.waiting && <span className="dim">{t('join.dot') + t(`words.waitReason.${order.waiting.reason}`)}</span>}
      </span>
      <span className="board-who one-line">{who ?? <span className="dim">–</span>}</span>
      <span className="board-clock">{isOpenOrder(order) || clock.left !== null ? <OrderClock urgency={clock} /> : order.late.length > 0 ? <span className="late">{t('office.board.wasLate')}</span> : <span className="dim">–</span>}</span>
      <time className="board-age dim one-line" dateTime={order.reportedAt} title={format.moment(order.reportedAt)}>
        {age}
      </time>
      <span className="board-source dim one-line">{t(`words.orderSource.${order.source}`)}</span>
    </li>
  )
})
