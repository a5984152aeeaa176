import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { useNow } from '../live/now.ts'
import { leftOf, offerLeft, toneOf } from './field-rules.ts'

/** What is left of the promise that runs, as a running clock; standing still where it is paused. */
export function FieldClock({ order, zone, large = false }: { order: Order; zone: string | undefined; large?: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const left = leftOf(order, useNow())
  if (!left) return null
  const words = left.paused ? t('field.paused') : t('field.until', { promise: t(`field.promise.${left.kind}`) })
  return (
    <span className={`field-clock field-${toneOf(left)}`} data-large={large || undefined}>
      <time dateTime={new Date(left.by).toISOString()} title={format.moment(left.by, zone)}>
        {left.seconds < 0 && <small>{t('field.late')} </small>}
        {format.span(left.seconds)}
      </time>
      {large && <span className="field-clock-of">{words}</span>}
      {!large && left.paused && <span className="field-clock-of">{words}</span>}
    </span>
  )
}

/** How long an offer is still theirs to accept. */
export function OfferClock({ order }: { order: Order }) {
  const { t } = useTranslation()
  const format = useFormat()
  const left = offerLeft(order, useNow())
  if (left === null) return null
  return <p className={left < 60 ? 'field-offer soon' : 'field-offer'}>{left > 0 ? t('field.acceptIn', { time: format.span(left) }) : t('field.acceptOver')}</p>
}
