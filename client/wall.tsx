import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/modes.ts'
import { AlarmsPanel } from './alarms/alarms-panel.tsx'
import { HeatLegend } from './heat/heat-legend.tsx'
import { IndicatorsPanel } from './indicators/indicators-panel.tsx'
import { useLive } from './live/live-state.ts'
import { useScopeLink } from './live/scope-link.ts'
import { meQuery } from './live/session.ts'
import { OrdersPanel } from './orders/orders-panel.tsx'
import { PeoplePanel } from './people/people-panel.tsx'
import { useDesk } from './ui/desk-state.ts'
import { FreshnessBanner } from './ui/freshness-banner.tsx'
import { useCover } from './wall-cover.ts'
import { WallDialogs } from './wall-dialogs.tsx'
import { WallHeader } from './wall-header.tsx'
import { useWallKeys } from './wall-keys.ts'
import { WallNothing } from './wall-nothing.tsx'
import { WallSheet } from './wall-sheet.tsx'
import './wall.css'

const SiteMap = lazy(() => import('./map/map.tsx'))
// Most of the time no plan runs.
const RunningPlan = lazy(() => import('./activations/running-plan.tsx'))

export default function Wall() {
  const { t } = useTranslation()
  const me = useQuery(meQuery)
  const link = useScopeLink()
  const fresh = useLive((state) => state.freshness.fresh)
  const watched = useLive((state) => state.communities)
  const activations = useLive((state) => state.picture.activation)
  const sheet = useDesk((desk) => desk.selected !== null && desk.selected.kind !== 'activation')
  const [wall, padding] = useCover(sheet)
  useWallKeys()
  const running = [...activations.values()].some(({ state }) => state === 'running')
  const drill = [...activations.values()].some((activation) => isDrill(activation.mode))
  const zone = me.data?.communities.find((row) => row.id === watched?.[0])?.zone

  if (me.data && me.data.communities.length === 0) return <WallNothing grants={me.data.grants} onRetry={() => void me.refetch()} />
  return (
    <div ref={wall} className="wall" data-running={running || undefined} data-drill={drill || undefined} data-sheet={sheet || undefined} data-fresh={fresh}>
      <main className="wall-ground">
        <Suspense fallback={<p className="map-note">{t('state.mapLoading')}</p>}>
          <SiteMap padding={padding} />
        </Suspense>
      </main>
      <WallHeader zone={zone} />
      <div className="wall-left" data-cover="left">
        {activations.size > 0 && (
          <Suspense fallback={null}>
            <RunningPlan zone={zone} />
          </Suspense>
        )}
        <AlarmsPanel compact={running} />
      </div>
      <div className="wall-right" data-cover="right">
        <OrdersPanel />
        <PeoplePanel />
      </div>
      <div className="wall-foot" data-cover="foot">
        {watched?.length === 1 && (
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
        <FreshnessBanner zone={zone} onRetry={link} />
      </div>
      {drill && <div className="drill-edge" aria-hidden="true" />}
      <WallDialogs />
    </div>
  )
}
