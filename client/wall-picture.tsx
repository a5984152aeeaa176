import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/modes.ts'
import type { WallScreen } from '#shared/walls.ts'
import { AlarmsPanel } from './alarms/alarms-panel.tsx'
import { HeatLegend } from './heat/heat-legend.tsx'
import { useFormat } from './i18n/format.ts'
import { IndicatorsPanel } from './indicators/indicators-panel.tsx'
import { useLive } from './live/live-state.ts'
import { useNow } from './live/now.ts'
import { meQuery } from './live/session.ts'
import { OrdersPanel } from './orders/orders-panel.tsx'
import { PeoplePanel } from './people/people-panel.tsx'
import { useDesk } from './ui/desk-state.ts'
import { FreshnessBanner } from './ui/freshness-banner.tsx'
import { WallSound } from './sound/sound-chip.tsx'
import { LinkLight } from './ui/link-light.tsx'
import { useCover } from './wall-cover.ts'
import { Sentence } from './wall-sentence.tsx'
import { WallSheet } from './wall-sheet.tsx'
import { Trust } from './wall-trust.tsx'
import './wall.css'
import './wall-picture.css'

const SiteMap = lazy(() => import('./map/map.tsx'))
// Most of the time no plan runs.
const RunningPlan = lazy(() => import('./activations/running-plan.tsx'))

/** The wall's parts without hands: nothing of it can be pressed, held or reached by a key. */
export default function WallPicture({ wall }: { wall: WallScreen }) {
  const { t } = useTranslation()
  const me = useQuery(meQuery)
  const fresh = useLive((state) => state.freshness.fresh)
  const watched = useLive((state) => state.communities)
  const activations = useLive((state) => state.picture.activation)
  const sheet = useDesk((desk) => desk.selected !== null && desk.selected.kind !== 'activation')
  const [root, padding] = useCover(sheet)
  const running = [...activations.values()].some(({ state }) => state === 'running')
  const drill = [...activations.values()].some((activation) => isDrill(activation.mode))
  const zone = me.data?.communities.find((row) => row.id === watched?.[0])?.zone
  const lists = wall.layout !== 'map'
  return (
    <main>
      <h1 className="unseen">{wall.name}</h1>
      <div ref={root} inert className="wall wall-picture" data-layout={wall.layout} data-running={(lists && running) || undefined} data-drill={drill || undefined} data-sheet={sheet || undefined} data-fresh={fresh}>
        {wall.layout !== 'lists' && (
          <div className="wall-ground">
            <Suspense fallback={<p className="map-note">{t('state.mapLoading')}</p>}>
              <SiteMap padding={padding} />
            </Suspense>
          </div>
        )}
        <Head wall={wall} zone={zone} />
        {lists && (
          <div className="wall-left" data-cover="left">
            {activations.size > 0 && (
              <Suspense fallback={null}>
                <RunningPlan zone={zone} />
              </Suspense>
            )}
            <AlarmsPanel compact={running} />
          </div>
        )}
        {lists && (
          <div className="wall-right" data-cover="right">
            <OrdersPanel />
            <PeoplePanel />
          </div>
        )}
        <div className="wall-foot" data-cover="foot">
          {wall.layout !== 'lists' && watched?.length === 1 && (
            <div className="wall-legend">
              <HeatLegend />
            </div>
          )}
          <IndicatorsPanel zone={zone} />
        </div>
        {sheet && (
          <div className="wall-sheet" data-cover="sheet">
            <WallSheet zone={zone} />
          </div>
        )}
        <div className="wall-banner">
          <FreshnessBanner zone={zone} />
        </div>
        {drill && <div className="drill-edge" aria-hidden="true" />}
      </div>
    </main>
  )
}

function Head({ wall, zone }: { wall: WallScreen; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { data } = useQuery(meQuery)
  const { scope } = wall
  const places = scope.kind === 'region' ? data?.regions : data?.communities
  const place = scope.kind === 'everything' ? undefined : places?.find((row) => row.id === scope.id)
  return (
    <header className="wall-head">
      <p className="scope">
        <span className="scope-name one-line">{place ? format.name(place.name) : t('header.everything')}</span>
        <span className="scope-detail one-line">{wall.name}</span>
      </p>
      <Sentence zone={zone} />
      <div className="wall-status">
        <Trust />
        <WallSound />
        <LinkLight />
        <time className="wall-clock" dateTime={new Date(now).toISOString()}>
          {format.timeSeconds(now, zone)}
        </time>
      </div>
    </header>
  )
}
