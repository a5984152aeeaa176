import { useTranslation } from 'react-i18next'
import { runningPromise, type Order, type PromiseKind } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'

/** Each promised time, and whether it was kept, broken, or still runs. */
export function OrderPromises({ order, zone, now }: { order: Order; zone: string | undefined; now: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows: [kind: PromiseKind, by: string | null, done: string | null][] = [
    ['respond', order.respondBy, order.respondedAt],
    ['arrive', order.arriveBy, order.arrivedAt],
    ['finish', order.finishBy, order.finishedAt],
  ]
  const running = runningPromise(order)?.kind
  return (
    <ul className="lines">
      {rows.map(([kind, by, done]) => {
        if (!by) return null
        const over = ((done ? Date.parse(done) : now) - Date.parse(by)) / 1000
        const words = done ? (over > 0 ? t('order.keptLate', { time: format.span(over) }) : t('order.kept')) : over > 0 ? t('order.clockLate', { time: format.span(over) }) : t('order.clockLeft', { time: format.span(over) })
        return (
          <li key={kind}>
            <span>
              {t(`words.promise.${kind}`)} <span className="dim">{format.time(by, zone)}</span>
            </span>
            <span className={over > 0 ? 'late' : kind === running ? '' : 'dim'}>{words}</span>
          </li>
        )
      })}
    </ul>
  )
}
