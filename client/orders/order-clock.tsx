import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import type { Urgency } from './urgency-rules.ts'

/** Counts down to the promise, then says how late it is. */
export function OrderClock({ urgency }: { urgency: Urgency }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (urgency.left === null || urgency.by === null) return <span className="order-clock order-clock-done">{t('order.done')}</span>
  if (urgency.paused) {
    return (
      <span className="order-clock order-clock-done" title={format.moment(urgency.by)}>
        {t('order.paused')}
      </span>
    )
  }
  return (
    <time className="order-clock" dateTime={new Date(urgency.by).toISOString()} title={format.moment(urgency.by)}>
      {urgency.left < 0 && <small>{t('order.lateBy')}</small>} {format.span(urgency.left)}
    </time>
  )
}
