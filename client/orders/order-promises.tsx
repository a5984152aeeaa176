import { useTranslation } from 'react-i18next'
import { clocksOf, openClocks, runningPromise, standsStill, type Clock, type Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'

/** Each promised time, and whether it was kept, broken, stands still, or still runs. */
export function OrderPromises({ order, zone, now }: { order: Order; zone: string | undefined; now: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const running = runningPromise(order)?.kind
  const open = new Set(openClocks(order).map(({ kind }) => kind))
  const said = ({ kind, by, kept }: Clock): { words: string; tone: string } => {
    const over = ((kept ? Date.parse(kept) : now) - Date.parse(by)) / 1000
    if (kept) return over > 0 ? { words: t('order.keptLate', { time: format.span(over) }), tone: 'late' } : { words: t('order.kept'), tone: 'dim' }
    if (!open.has(kind)) return order.late.includes(kind) ? { words: t('sheet.missed'), tone: 'late' } : { words: '–', tone: 'dim' }
    if (standsStill(order, kind)) return { words: t('sheet.stands'), tone: 'dim' }
    if (over > 0) return { words: t('order.clockLate', { time: format.span(over) }), tone: 'late' }
    const left = t('order.clockLeft', { time: format.span(over) })
    return order.warned?.includes(kind) ? { words: `${left}${t('join.dot')}${t('sheet.warned')}`, tone: 'soon' } : { words: left, tone: kind === running ? '' : 'dim' }
  }
  return (
    <ul className="lines">
      {clocksOf(order).map((clock) => {
        const { words, tone } = said(clock)
        return (
          <li key={clock.kind}>
            <span>
              {t(`words.promise.${clock.kind}`)}{' '}
              <time className="dim" dateTime={clock.by} title={format.moment(clock.by, zone)}>
                {Math.abs(Date.parse(clock.by) - now) < 12 * 3_600_000 ? format.time(clock.by, zone) : `${format.date(clock.by, zone)} ${format.time(clock.by, zone)}`}
              </time>
            </span>
            <span className={tone}>{words}</span>
          </li>
        )
      })}
      {order.paused ? <li className="dim">{t('sheet.pausedFor', { time: format.age(order.paused / 1000) })}</li> : null}
    </ul>
  )
}
