import { useTranslation } from 'react-i18next'
import { escalationChain, type Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { goTo } from '../ui/desk-state.ts'
import { DispatchNote } from './dispatch-note.tsx'
import { asksWhy } from './move-rules.ts'

/** What else stands about an order, each in a line and only where it is so: what it waits for, how far up it has gone, where dispatch stands. */
export function OrderStanding({ order, zone, now }: { order: Order; zone: string | undefined; now: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { waiting, escalation, reopened, called, mergedInto } = order
  const level = escalation == null ? undefined : escalationChain[escalation]
  const day = (at: string) => `${format.date(at, zone)} ${format.time(at, zone)}`
  return (
    <div className="order-standing">
      {waiting && (
        <p data-standing="waiting">
          {t('sheet.waiting', { reason: t(`words.waitReason.${waiting.reason}`), until: day(waiting.until) })}
          <span className="dim">{t('join.dot') + t(waiting.paused ? 'sheet.paused' : 'sheet.running')}</span>
          {now > Date.parse(waiting.until) && <span className="soon">{t('join.dot') + t('sheet.overdue')}</span>}
        </p>
      )}
      {level && <p className="soon" data-standing="escalated">{t('sheet.escalated', { who: t(`words.escalation.${level}`) })}</p>}
      <DispatchNote order={order} />
      {reopened ? <p data-standing="reopened">{t('sheet.reopened', { count: reopened })}</p> : null}
      {order.solution && (
        <p data-standing="solution">
          <span className="dim">{t('sheet.solutionSaid')}</span> {order.solution}
          {order.agreed && <span className="dim">{t('join.dot') + t('sheet.agreedOn', { date: day(order.agreed) })}</span>}
        </p>
      )}
      {called && (
        <p data-standing="called" className={called.reached && !called.satisfied ? 'soon' : ''}>
          <span className="dim">{t('sheet.calledBack')}</span> {t(called.reached ? (called.satisfied ? 'sheet.called.satisfied' : 'sheet.called.unsatisfied') : 'sheet.called.unreached')}
          {called.rating !== null && t('join.dot') + t('sheet.stars', { count: called.rating })}
        </p>
      )}
      {order.rootCause && (
        <p data-standing="cause">
          <span className="dim">{t('sheet.rootCause')}</span> {order.rootCause}
        </p>
      )}
      {asksWhy(order) && <p className="soon" data-standing="why">{t('sheet.causeAsked')}</p>}
      {mergedInto && (
        <button type="button" className="link" onClick={() => goTo({ kind: 'order', id: mergedInto })}>
          {t('sheet.mergedInto')}
        </button>
      )}
    </div>
  )
}
