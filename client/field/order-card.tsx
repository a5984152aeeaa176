import { useTranslation } from 'react-i18next'
import { distance } from '#shared/geo.ts'
import { isDrill } from '#shared/modes.ts'
import { moved, type Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { DrillTag } from '../ui/drill-tag.tsx'
import { useHands } from './act.ts'
import { nextMoves } from './field-rules.ts'
import type { FieldSites } from './field-sites.ts'
import { FieldClock, OfferClock } from './order-clock.tsx'
import { useQueue } from './queue-state.ts'
import { useWhere } from './where.ts'

export type SheetKind = 'finish' | 'cannot' | 'note' | 'photo' | 'details' | 'map'

/** The order to see to now, with its one next move as wide as a thumb needs it. */
export function OrderCard({ order, sites, onOpen }: { order: Order; sites: FieldSites; onOpen: (sheet: SheetKind) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { act } = useHands()
  const point = useWhere((where) => where.point)
  const waits = useQueue(({ entries }) => entries.filter((entry) => entry.order === order.id).length)
  const zone = sites.zone(order)
  const next = nextMoves[order.state]
  const place = sites.point(order)
  const abnormal = order.priority === 'urgent' || order.late.length > 0
  const cannot = moved(order.state, 'decline') !== null || moved(order.state, 'wait') !== null
  const small = [['map', 'navigate'], ['photo', 'photo'], ...(cannot ? [['cannot', 'cannot'] as const] : []), ['note', 'note']] as const
  return (
    <article className="field-card" data-urgent={abnormal || undefined} data-testid="card" data-order={order.id} data-state={order.state}>
      <button type="button" className="field-card-top" onClick={() => onOpen('details')}>
        <span className="field-card-over">
          {isDrill(order.mode) && <DrillTag />}
          <span className={order.priority === 'urgent' ? 'late' : ''}>{[t(`words.category.${order.category}`), t(`words.priority.${order.priority}`), t(`words.orderState.${order.state}`)].join(t('join.dot'))}</span>
        </span>
        <h2>{format.title(order)}</h2>
        <span className="field-card-where">{sites.where(order)}</span>
        {order.description && <span className="field-card-words">{order.description}</span>}
      </button>
      <div className="field-card-clock">
        <FieldClock order={order} zone={zone} large />
        {point && place && <span className="dim">{t('field.metres', { count: rounded(distance(point, place)) })}</span>}
      </div>
      {order.waiting && <p className="dim">{t('field.waiting', { reason: t(`words.waitReason.${order.waiting.reason}`), until: `${format.date(order.waiting.until, zone)} ${format.time(order.waiting.until, zone)}` })}</p>}
      <OfferClock order={order} />
      {next && (
        <button type="button" className="field-big" data-move={next} onClick={() => (next === 'finish' ? onOpen('finish') : void act(order, next))}>
          {t(`field.next.${next}`)}
        </button>
      )}
      <div className="field-acts">
        {small.map(([sheet, words]) => (
          <button key={sheet} type="button" className="field-small" data-act={sheet} onClick={() => onOpen(sheet)}>
            {t(`field.act.${words}`)}
          </button>
        ))}
      </div>
      {waits > 0 && (
        <p className="field-waits" role="status">
          {t('field.queued')}
        </p>
      )}
    </article>
  )
}

const rounded = (metres: number): number => (metres < 100 ? Math.round(metres / 5) * 5 : Math.round(metres / 10) * 10)
