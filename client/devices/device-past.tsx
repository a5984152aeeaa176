import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import { isOpenOrder, type Order } from '#shared/orders.ts'
import { useState } from 'react'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { goTo } from '../ui/desk-state.ts'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { Block } from '../ui/sheet.tsx'

const mostAtFirst = 6
type Rows<T> = { rows: readonly T[]; more: number; showAll: () => void }

function useRows<T>(rows: readonly T[]): Rows<T> {
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.slice(0, mostAtFirst)
  return { rows: shown, more: rows.length - shown.length, showAll: () => setAll(true) }
}

function More({ more, showAll }: Omit<Rows<never>, 'rows'>) {
  const { t } = useTranslation()
  if (more === 0) return null
  return (
    <button type="button" className="link" onClick={showAll}>
      {t('deviceSheet.belowMore', { count: more })}
    </button>
  )
}

/** Those that stand first. */
export function DeviceAlarms({ alarms, zone }: { alarms: readonly Alarm[]; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { rows, ...rest } = useRows(alarms.toSorted((a, b) => Number(a.state === 'normal') - Number(b.state === 'normal')))
  return (
    <Block title={t('deviceSheet.alarms')}>
      {rows.length === 0 && <p className="dim">{t('deviceSheet.noAlarms')}</p>}
      <ul className="lines">
        {rows.map((alarm) => {
          const stands = alarm.state !== 'normal'
          return (
            <li key={alarm.id}>
              <button type="button" className="line-button" data-alarm={alarm.kind} onClick={() => goTo({ kind: 'alarm', id: alarm.id })}>
                <span className="line-mark">
                  {stands && <SeverityMark severity={alarm.severity} hollow={alarm.state !== 'unacknowledged'} />}
                  <span className={stands ? '' : 'dim'}>{alarmWords(t, alarm)}</span>
                  {stands && <span className="dim">{t(`words.alarmState.${alarm.state}`)}</span>}
                </span>
                <span className="dim">{format.moment(alarm.raisedAt, zone)}</span>
              </button>
            </li>
          )
        })}
      </ul>
      <More {...rest} />
    </Block>
  )
}

export function DeviceOrders({ orders, zone }: { orders: readonly Order[]; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { rows, ...rest } = useRows(orders.toSorted((a, b) => Number(isOpenOrder(b)) - Number(isOpenOrder(a))))
  return (
    <Block title={t('deviceSheet.orders')}>
      {rows.length === 0 && <p className="dim">{t('deviceSheet.noOrders')}</p>}
      <ul className="lines">
        {rows.map((order) => (
          <li key={order.id}>
            <button type="button" className="line-button" onClick={() => goTo({ kind: 'order', id: order.id })}>
              <span className="one-line">
                {format.title(order)} <span className="dim">{t(`words.orderState.${order.state}`)}</span>
              </span>
              <span className="dim">{format.moment(order.reportedAt, zone)}</span>
            </button>
          </li>
        ))}
      </ul>
      <More {...rest} />
    </Block>
  )
}
