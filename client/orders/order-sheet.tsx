import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/modes.ts'
import { moved, type Order, type OrderSource } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import '../i18n/sheet.ts'
import { ask, Refused } from '../live/api.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { useMay, useSees } from '../live/session.ts'
import { placeWords } from '../live/words.ts'
import { goTo, select, useDesk } from '../ui/desk-state.ts'
import { Asked } from '../ui/asked.tsx'
import { DrillTag } from '../ui/drill-tag.tsx'
import { PhotoStrip } from '../ui/photo-strip.tsx'
import { Block, Facts, Sheet } from '../ui/sheet.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { OrderClock } from './order-clock.tsx'
import { OrderContact } from './order-contact.tsx'
import { OrderMoves } from './order-moves.tsx'
import { OrderPromises } from './order-promises.tsx'
import { OrderRelated } from './order-related.tsx'
import { OrderReports } from './order-reports.tsx'
import { OrderStanding } from './order-standing.tsx'
import { PlanOffers } from './plan-offer.tsx'
import { Reassign } from './reassign.tsx'
import { urgency } from './urgency-rules.ts'
import '../ui/form.css'
import './orders.css'
import './order-sheet.css'

/** Behind these is no resident who could be called. */
const unspoken: readonly OrderSource[] = ['alarm', 'patrol', 'inspection', 'drill', 'maintenance', 'plan']
/** Milliseconds after which an order that is over, of which no stream tells, is read again. */
const again = 15_000

export default function OrderSheet({ id, zone }: { id: string; zone: string | undefined }) {
  const { t } = useTranslation()
  const live = useLive((state) => state.picture.order.get(id))
  const query = useQuery({
    queryKey: ['order', id, live?.version], queryFn: () => ask('order', {}, id), placeholderData: (before) => (before?.order.id === id ? before : undefined), refetchInterval: live ? false : again,
    retry: (count, error) => count < 2 && !(error instanceof Refused && error.problem?.status === 404),
  })
  const read = query.data?.order
  const order = live && read && read.version > live.version ? read : (live ?? read)
  if (order) return <Open order={order} zone={zone} timeline={<Asked query={query}>{({ timeline }) => <Timeline rows={timeline} zone={zone} />}</Asked>} />
  const gone = query.error instanceof Refused && query.error.problem?.status === 404
  return (
    <Sheet label={t('order.title')} title={t('order.title')} onClose={() => select(null)}>
      {gone ? <p>{t('sheet.gone')}</p> : <Asked query={query}>{() => null}</Asked>}
    </Sheet>
  )
}

function Open({ order, zone, timeline }: { order: Order; zone: string | undefined; timeline: React.ReactNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const sites = useCatalogue()
  const may = useMay()
  const sees = useSees()
  const assignee = useLive((state) => (order.assignee ? state.picture.person.get(order.assignee) : undefined))
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  const choosing = useDesk((desk) => desk.reassigning)
  const clock = urgency(order, now)
  const assignable = moved(order.state, 'assign') !== null && may('order.reassign', order.community)
  const { building, alarm, photos } = order
  const place = placeWords(format, sites, order, several) || '–'
  const link = (kind: 'building' | 'person' | 'alarm', id: string, words: string) => (
    <button key={kind} type="button" className="link" onClick={() => goTo({ kind, id })}>
      {words}
    </button>
  )
  return (
    <Sheet
      label={`${t('order.title')} ${order.number}`}
      over={
        <>
          {isDrill(order.mode) && <DrillTag />}
          {[t(`words.category.${order.category}`), order.facility && t(`words.facility.${order.facility}`), t(`words.priority.${order.priority}`), order.number].filter(Boolean).join(t('join.dot'))}
        </>
      }
      title={format.title(order)}
      onClose={() => select(null)}
      foot={choosing ? undefined : <OrderMoves key={order.id} order={order} assignable={assignable} />}
    >
      <p className={`sheet-clock order-${clock.tone}`} data-state={order.state}>
        <span>
          {t(`words.orderState.${order.state}`)}
          {clock.promise && t('join.dot') + t(`words.promise.${clock.promise}`)}
        </span>
        <OrderClock urgency={clock} />
      </p>
      {choosing && assignable ? (
        <Reassign key={order.id} order={order} />
      ) : (
        <>
          <OrderStanding order={order} zone={zone} now={now} />
          <Facts
            rows={[
              [t('order.where'), building ? link('building', building, place) : place],
              [t('order.assignee'), assignee ? link('person', assignee.id, format.name(assignee.name)) : t('order.unassigned')],
              [
                t('order.reporter'),
                <div key="reporter">
                  {[order.reporter, t(`words.orderSource.${order.source}`), order.language === 'en' && t('sheet.en')].filter(Boolean).join(t('join.dot'))}
                  {!unspoken.includes(order.source) && <OrderContact order={order} />}
                  <OrderReports order={order} zone={zone} />
                </div>,
              ],
              ...(alarm ? [[t('words.orderSource.alarm'), link('alarm', alarm, t('act.open'))] as const] : []),
              [t('order.description'), order.description || <span key="none" className="dim">{t('order.noDescription')}</span>],
            ]}
          />
          <PlanOffers order={order} />
          {photos && photos.length > 0 && sees('photo', order.community) === 'yes' && (
            <Block title={t('sheet.photos')}>
              <PhotoStrip photos={photos} />
            </Block>
          )}
          <Block title={t('order.promise')}>
            <OrderPromises order={order} zone={zone} now={now} />
          </Block>
          <OrderRelated order={order} zone={zone} />
          <Block title={t('order.timeline')}>{timeline}</Block>
        </>
      )}
    </Sheet>
  )
}
