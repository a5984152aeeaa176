import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { meQuery, type Me } from '../live/session.ts'
import { useDisplay } from '../ui/display-state.ts'
import { HandsContext, troubleOf, type Hands } from './act.ts'
import { CheckCard } from './check-card.tsx'
import { FieldHead, FieldFoot } from './field-head.tsx'
import { useFieldLink } from './field-link.ts'
import { useFieldOrders } from './field-orders.ts'
import { useFieldSites } from './field-sites.ts'
import { checklistsQuery } from './finish-sheet.tsx'
import { forgetWhenSignedOut } from './held-state.ts'
import { becomeApp, colourBar } from './install.ts'
import { OrderCard, type SheetKind } from './order-card.tsx'
import { FieldLines } from './order-lines.tsx'
import { OrderSheet } from './order-sheet.tsx'
import { doNow, doStep, openQueue } from './queue-state.ts'
import { stepLane } from './queue-rules.ts'
import { QueueStops } from './queue-stops.tsx'
import { RollCall } from './roll-call.tsx'
import { StepCard } from './step-card.tsx'
import { CompleteSheet, DeclineSheet } from './step-sheet.tsx'
import type { MyCheck, MyStep } from './step-rules.ts'
import { pointNow, useLocating } from './where.ts'
import './field.css'

const MenuSheet = lazy(() => import('./menu-sheet.tsx'))

type Props = { me: Me; /** How to reach who reported an order. */ contact: (order: Order) => ReactNode; desk: boolean }

/** What is mine to do, the most urgent first and large; with or without a line. */
export function FieldPage({ me, contact, desk }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const orders = useFieldOrders(me)
  const { person, ready, mine, free, done, steps, checks, rollCalls, find } = orders
  const shownAt = useMemo(() => [...mine, ...free, ...done, ...[...steps, ...checks].map(({ activation }) => activation)].map(({ community }) => community).toSorted().join(), [mine, free, done, steps, checks])
  const sites = useFieldSites(me, useMemo(() => shownAt.split(',').filter(Boolean), [shownAt]))
  const [first, setFirst] = useState<string | null>(null)
  const [sheet, setSheet] = useState<{ kind: SheetKind; order: string } | 'menu' | null>(null)
  const [stepOpen, setStep] = useState<{ lane: string; sheet: 'complete' | 'decline' } | null>(null)
  // What one has begun stays before one, though its next promise may be further off than another's.
  const hands = useHandsHere(setFirst)
  useFieldLink(me)
  useQueueOf(me)
  useApp()
  useQuery(checklistsQuery)
  useLocating(mine.length > 0)

  const card = mine.find(({ id }) => id === first) ?? mine.find(({ state }) => state === 'on-the-way' || state === 'arrived') ?? mine[0]
  const rest = mine.filter(({ id }) => id !== card?.id)
  const open = sheet !== null && sheet !== 'menu' ? find(sheet.order) : undefined
  const atStep = stepOpen && steps.find((one) => laneOf(one) === stepOpen.lane)
  const turnTo = (order: Order) => {
    setFirst(order.id)
    window.scrollTo({ top: 0 })
  }
  const look = (order: Order) => setSheet({ kind: 'details', order: order.id })
  const grab = (order: Order) => (
    <button type="button" className="field-small field-grab" data-move="grab" onClick={() => void hands.act(order, 'grab')}>
      {t('field.next.grab')}
    </button>
  )
  return (
    <HandsContext value={hands}>
      <div className="field">
        <FieldHead name={person ? format.name(person.name) : me.user.name} post={person?.post ?? null} since={orders.since} />
        <main aria-label={t('field.title')}>
          <QueueStops />
          {hands.trouble && (
            <p className="field-trouble" role="alert">
              {t(`field.${hands.trouble}`)}
            </p>
          )}
          {person && rollCalls.map((activation) => <RollCall key={activation.id} activation={activation} person={person.id} />)}
          {steps.map((one) => (
            <StepCard key={laneOf(one)} mine={one} sites={sites} onOpen={(sheetOf) => setStep({ lane: laneOf(one), sheet: sheetOf })} />
          ))}
          {checks.map((one) => (
            <CheckCard key={laneOf(one)} check={one} sites={sites} />
          ))}
          {card && <OrderCard key={card.id} order={card} sites={sites} onOpen={(kind) => setSheet({ kind, order: card.id })} />}
          {!card && steps.length === 0 && checks.length === 0 && <Nothing ready={ready} staff={me.person !== null} desk={desk} />}
          <FieldLines title={t('field.mine')} orders={rest} sites={sites} onOpen={turnTo} />
          <FieldLines title={t('field.free')} orders={free} sites={sites} onOpen={look} hand={grab} />
          <FieldLines title={t('field.doneToday')} orders={done} sites={sites} onOpen={look} />
        </main>
        <FieldFoot onMenu={() => setSheet('menu')} />
        {sheet !== null && sheet !== 'menu' && open && <OrderSheet key={`${sheet.kind} ${open.id}`} kind={sheet.kind} order={open} sites={sites} contact={contact(open)} onClose={() => setSheet(null)} />}
        {atStep && (stepOpen?.sheet === 'complete' ? <CompleteSheet key={stepOpen.lane} mine={atStep} onClose={() => setStep(null)} /> : <DeclineSheet mine={atStep} onClose={() => setStep(null)} />)}
        {sheet === 'menu' && (
          <Suspense fallback={null}>
            <MenuSheet desk={desk} onClose={() => setSheet(null)} />
          </Suspense>
        )}
      </div>
    </HandsContext>
  )
}

const laneOf = ({ activation, step }: MyStep | MyCheck): string => stepLane(activation.id, step.key)

function Nothing({ ready, staff, desk }: { ready: boolean; staff: boolean; desk: boolean }) {
  const { t } = useTranslation()
  return (
    <section className="field-nothing" role="status">
      {!staff ? (
        <>
          <p>{t('field.nobody')}</p>
          {desk && (
            <a className="field-small" href="/">
              {t('field.toDesk')}
            </a>
          )}
        </>
      ) : ready ? (
        <>
          <h2>{t('field.empty')}</h2>
          <p className="dim">{t('field.emptyHint')}</p>
        </>
      ) : (
        <p>{t('field.loading')}</p>
      )}
    </section>
  )
}

function useHandsHere(onActed: (order: string) => void): Hands {
  const [trouble, setTrouble] = useState<Hands['trouble']>(null)
  const onTrouble = useCallback((error: unknown) => setTrouble(troubleOf(error)), [])
  const act: Hands['act'] = useCallback(
    async (order, deed, said = {}, photos = []) => {
      setTrouble(null)
      try {
        const point = pointNow()
        await doNow(order, deed, { note: '', ...said, ...(point ? { point } : {}) }, photos)
        if (deed !== 'decline' && deed !== 'finish') onActed(order.id)
        return true
      } catch (error) {
        onTrouble(error)
        return false
      }
    },
    [onTrouble, onActed],
  )
  const actStep: Hands['actStep'] = useCallback(
    async (activation, step, deed, said = {}, photos = []) => {
      setTrouble(null)
      try {
        await doStep(activation, step, deed, { note: '', ...said }, photos)
        return true
      } catch (error) {
        onTrouble(error)
        return false
      }
    },
    [onTrouble],
  )
  return useMemo(() => ({ act, actStep, trouble, onTrouble }), [act, actStep, trouble, onTrouble])
}

/** This person's queue, sent as long as they are the one who is signed in. */
function useQueueOf(me: Me): void {
  const client = useQueryClient()
  useEffect(
    () =>
      openQueue(me.user.id, (ended) => {
        if (ended === 'sign-in' || ended === 'other-person') void client.refetchQueries({ queryKey: meQuery.queryKey })
      }),
    [me.user.id, client],
  )
  useEffect(() => forgetWhenSignedOut(client), [client])
}

function useApp(): void {
  const { t, i18n } = useTranslation()
  const theme = useDisplay((display) => display.theme)
  const name = t('field.name')
  useEffect(() => becomeApp(name), [name])
  useEffect(colourBar, [theme])
  const link = useLive((state) => state.freshness.link)
  // With a line and nothing else to do, what is opened later is fetched now, so that it is there without one.
  useEffect(() => {
    if (link === 'live') void Promise.all([import('./menu-sheet.tsx'), import('./map-sheet.tsx'), import('./details-sheet.tsx')]).catch(() => undefined)
  }, [link, i18n])
}
