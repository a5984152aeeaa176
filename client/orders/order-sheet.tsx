import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/drills.ts'
import { moved, type Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { useMay } from '../live/session.ts'
import { placeWords } from '../live/words.ts'
import { goTo, select, useDesk } from '../ui/desk-state.ts'
import { Asked } from '../ui/asked.tsx'
import { DrillTag } from '../ui/drill-tag.tsx'
import { Block, Facts, Sheet } from '../ui/sheet.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { DispatchNote } from './dispatch-note.tsx'
import { OrderClock } from './order-clock.tsx'
import { OrderContact } from './order-contact.tsx'
import { OrderMoves } from './order-moves.tsx'
import { OrderPromises } from './order-promises.tsx'
import { Reassign } from './reassign.tsx'
import { urgency } from './urgency-rules.ts'
import './order-sheet.css'

export function OrderSheet({ id, zone }: { id: string; zone: string | undefined }) {
  const { t } = useTranslation()
  const live = useLive((state) => state.picture.order.get(id))
  const query = useQuery({ queryKey: ['order', id, live?.version], queryFn: () => ask('order', {}, id), placeholderData: (before) => (before?.order.id === id ? before : undefined) })
  const order = live ?? query.data?.order
  if (order) return <Open order={order} zone={zone} timeline={<Asked query={query}>{({ timeline }) => <Timeline rows={timeline} zone={zone} />}</Asked>} />
  return (
    <Sheet label={t('order.title')} title={t('order.title')} onClose={() => select(null)}>
      {query.isError ? <p>{t('order.gone')}</p> : <p className="dim">{t('state.loading')}</p>}
    </Sheet>
  )
}

function Open({ order, zone, timeline }: { order: Order; zone: string | undefined; timeline: React.ReactNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const sites = useCatalogue()
  const may = useMay()
  const assignee = useLive((state) => (order.assignee ? state.picture.person.get(order.assignee) : undefined))
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  const choosing = useDesk((desk) => desk.reassigning)
  const clock = urgency(order, now)
  const assignable = moved(order.state, 'assign') !== null && may('order.reassign', order.community)
  const { building, alarm } = order
  return (
    <Sheet
      label={`${t('order.title')} ${order.number}`}
      over={
        <>
          {isDrill(order.mode) && <DrillTag />}
          {[t(`words.category.${order.category}`), t(`words.priority.${order.priority}`), order.number].join(t('join.dot'))}
        </>
      }
      title={order.title}
      onClose={() => select(null)}
      foot={choosing ? undefined : <OrderMoves key={order.id} order={order} assignable={assignable} />}
    >
      <p className={`sheet-clock order-${clock.tone}`}>
        <span>
          {t(`words.orderState.${order.state}`)}
          {clock.promise && t('join.dot') + t(`words.promise.${clock.promise}`)}
        </span>
        <OrderClock urgency={clock} />
      </p>
      <DispatchNote order={order} />
      {choosing && assignable ? (
        <Reassign key={order.id} order={order} />
      ) : (
        <>
          <Facts
            rows={[
              [t('order.where'), building ? <button key="building" type="button" className="link" onClick={() => goTo({ kind: 'building', id: building })}>{placeWords(format, sites, order, several)}</button> : placeWords(format, sites, order, several)],
              [t('order.assignee'), assignee ? <button key="assignee" type="button" className="link" onClick={() => goTo({ kind: 'person', id: assignee.id })}>{format.name(assignee.name)}</button> : t('order.unassigned')],
              [
                t('order.reporter'),
                <div key="reporter">
                  {[order.reporter, t(`words.orderSource.${order.source}`)].filter(Boolean).join(t('join.dot'))}
                  <OrderContact order={order} />
                </div>,
              ],
              ...(alarm ? [[t('words.orderSource.alarm'), <button key="alarm" type="button" className="link" onClick={() => goTo({ kind: 'alarm', id: alarm })}>{t('act.open')}</button>] as const] : []),
              [t('order.description'), order.description || <span key="none" className="dim">{t('order.noDescription')}</span>],
            ]}
          />
          <Block title={t('order.promise')}>
            <OrderPromises order={order} zone={zone} now={now} />
          </Block>
          <Block title={t('order.timeline')}>{timeline}</Block>
        </>
      )}
    </Sheet>
  )
}
