import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isStanding } from '#shared/alarms.ts'
import { isOpenOrder, type Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { ask } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'
import { useSees } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { goTo } from '../ui/desk-state.ts'
import { Block } from '../ui/sheet.tsx'

const most = 8

/** What else happened at its place in 90 days, and what ended in it. */
export function OrderRelated({ order, zone }: { order: Order; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sees = useSees()
  const standing = useLive((state) => state.picture.alarm)
  const may = sees('orderRelated', order.community) === 'yes'
  const query = useQuery({ queryKey: ['order', order.id, 'related'], queryFn: () => ask('orderRelated', {}, order.id), enabled: may, staleTime: 30_000 })
  if (!may) return null
  const orderLine = (one: Order) => (
    <li key={one.id}>
      <button type="button" className="line-button" onClick={() => goTo({ kind: 'order', id: one.id })}>
        <span className="one-line">
          {format.title(one)}
          <span className="dim">{t('join.dot') + [one.place, t(`words.orderState.${one.state}`)].filter(Boolean).join(t('join.dot'))}</span>
        </span>
        <span className={isOpenOrder(one) ? '' : 'dim'}>{format.date(one.reportedAt, zone)}</span>
      </button>
    </li>
  )
  return (
    <Asked query={query}>
      {({ orders, alarms, merged }) => (
        <>
          {merged.length > 0 && (
            <Block title={t('sheet.merged')}>
              <ul className="lines">{merged.map(orderLine)}</ul>
            </Block>
          )}
          <Block title={t('sheet.related')}>
            {orders.length + alarms.length === 0 && <p className="dim">{t('sheet.relatedNone')}</p>}
            <ul className="lines">
              {alarms.slice(0, most).map((alarm) => (
                <li key={alarm.id}>
                  {standing.has(alarm.id) ? (
                    <button type="button" className="line-button" onClick={() => goTo({ kind: 'alarm', id: alarm.id })}>
                      <span className="one-line">{[t('words.orderSource.alarm'), alarmWords(t, alarm)].join(t('join.dot'))}</span>
                      <span>{t(`words.alarmState.${alarm.state}`)}</span>
                    </button>
                  ) : (
                    <>
                      <span className="one-line dim">{[t('words.orderSource.alarm'), alarmWords(t, alarm)].join(t('join.dot'))}</span>
                      <span className="dim">{isStanding(alarm) ? t(`words.alarmState.${alarm.state}`) : format.date(alarm.raisedAt, zone)}</span>
                    </>
                  )}
                </li>
              ))}
              {orders.slice(0, most).map(orderLine)}
            </ul>
          </Block>
        </>
      )}
    </Asked>
  )
}
