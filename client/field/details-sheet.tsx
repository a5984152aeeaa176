import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { PhotoStrip } from '../ui/photo-strip.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { FieldSheet } from './field-sheet.tsx'
import type { FieldSites } from './field-sites.ts'

const idLength = 36

/** Everything about one order. Its reporter's phone and its past need a line; the rest is on the phone. */
export default function DetailsSheet({ order, sites, contact, onClose }: { order: Order; sites: FieldSites; contact: ReactNode; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const zone = sites.zone(order)
  const query = useQuery({ queryKey: ['order', order.id, order.version], queryFn: () => ask('order', {}, order.id), placeholderData: (before) => before })
  // A photo that still waits on this phone has no address yet.
  const sent = (order.photos ?? []).filter(({ id }) => id.length === idLength)
  return (
    <FieldSheet title={order.title} over={[t(`words.category.${order.category}`), t(`words.priority.${order.priority}`), t(`words.orderState.${order.state}`)].join(t('join.dot'))} onClose={onClose}>
      <p className="field-where">{sites.where(order)}</p>
      <p className={order.description ? 'field-words' : 'dim'}>{order.description || t('field.details.none')}</p>
      <PhotoStrip photos={sent} />
      <dl className="field-facts">
        {order.reporter && (
          <div>
            <dt>{t('field.details.reporter')}</dt>
            <dd>{order.reporter}</dd>
          </div>
        )}
        <div>
          <dt>{t('field.details.phone')}</dt>
          <dd>{contact}</dd>
        </div>
        <div>
          <dt>{t('field.details.number')}</dt>
          <dd>{order.number}</dd>
        </div>
        <div>
          <dt>{t('field.details.reportedAt')}</dt>
          <dd>{format.moment(order.reportedAt, zone)}</dd>
        </div>
      </dl>
      <h3>{t('field.details.timeline')}</h3>
      {query.data ? <Timeline rows={query.data.timeline} zone={zone} /> : <p className="dim">{t(query.isError || query.isPaused ? 'field.details.offline' : 'state.loading')}</p>}
    </FieldSheet>
  )
}
