import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { useFormat } from '../i18n/format.ts'
import '../i18n/reporting.ts'
import { post } from '../live/api.ts'
import { useNow } from '../live/now.ts'
import { useMay } from '../live/session.ts'
import type { Draft } from './report-draft.ts'

/** Milliseconds without a key after which it is asked. */
const pause = 300

type Props = { draft: Draft; busy: boolean; onAttach: (order: Order) => void; onLook: (order: Order) => void }

/** While somebody still types: orders that may be the same, and whether this comes back again and again. */
export function ReportKnown({ draft, busy, onAttach, onLook }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const may = useMay()
  const { community, building, device, place, category, title } = draft
  const asked = useSettled(JSON.stringify({ community, building, device, place, category, title: title.trim() }))
  const enough = community !== '' && (title.trim().length > 1 || device !== null || place !== '')
  const { data } = useQuery({
    queryKey: ['similar', asked],
    queryFn: async () => (await post(queryPaths.similarOrders, JSON.parse(asked))) as QueryReply<'similarOrders'>,
    enabled: enough,
    retry: false,
    placeholderData: (before) => before,
    staleTime: 10_000,
  })
  if (!enough || !data) return <p className="dim">{t('reporting.knownEmpty')}</p>
  const { duplicates, recurring } = data
  const about = (order: Order) =>
    [order.number, order.place, t(`words.orderState.${order.state}`), format.age((now - Date.parse(order.reportedAt)) / 1000), (order.reports ?? 1) > 1 ? t('reporting.reports', { count: order.reports ?? 1 }) : ''].filter(Boolean).join(t('join.dot'))
  const again = recurring.orders.filter((order) => !duplicates.some(({ id }) => id === order.id))
  return (
    <>
      {duplicates.length === 0 && recurring.count === 0 && <p className="dim">{t('reporting.knownNone')}</p>}
      {duplicates.length > 0 && (
        <section>
          <h3>{t('reporting.duplicates')}</h3>
          <ul className="report-known">
            {duplicates.map((order) => (
              <li key={order.id}>
                <button type="button" className="link" onClick={() => onLook(order)}>
                  {format.title(order)}
                </button>
                <span className="dim">{about(order)}</span>
                {may('order.join', order.community) && (
                  <button type="button" className="button" disabled={busy} aria-label={t('reporting.attachTo', { number: order.number, title: format.title(order) })} onClick={() => onAttach(order)}>
                    {t('reporting.attach')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {recurring.count > 0 && (
        <section>
          <h3 className={recurring.count > 1 ? 'soon' : undefined}>
            {t('reporting.recurring', { count: recurring.count + 1 })}
            {recurring.since && <span className="dim"> {t('reporting.since', { date: format.date(recurring.since) })}</span>}
          </h3>
          <ul className="report-known">
            {again.map((order) => (
              <li key={order.id}>
                <button type="button" className="link" aria-label={t('reporting.lookAt', order)} onClick={() => onLook(order)}>
                  {format.title(order)}
                </button>
                <span className="dim">{about(order)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** A value once it has rested. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
