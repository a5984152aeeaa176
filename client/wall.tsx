import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/drills.ts'
import { AlarmsPanel } from './alarms/alarms-panel.tsx'
import { HeatLegend } from './heat/heat-legend.tsx'
import { IndicatorsPanel } from './indicators/indicators-panel.tsx'
import { openLink } from './live/link.ts'
import { useLive } from './live/live-state.ts'
import { startProbe } from './live/probe.ts'
import { chooseScope, firstScope, useScope, watchOf } from './live/scope-state.ts'
import { meQuery } from './live/session.ts'
import { OrdersPanel } from './orders/orders-panel.tsx'
import { PeoplePanel } from './people/people-panel.tsx'
import { RunningPlan } from './plans/running-plan.tsx'
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

export default function Wall() {
  const { t } = useTranslation()
  const me = useQuery(meQuery)
  const link = useLink()
  const fresh = useLive((state) => state.freshness.fresh)
  const watched = useLive((state) => state.communities)
  const activations = useLive((state) => state.picture.activation)
  const sheet = useDesk((desk) => desk.selected !== null && desk.selected.kind !== 'activation')
  const [wall, padding] = useCover(sheet)
  useWallKeys()
  const running = activations.size > 0
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
        {running && <RunningPlan zone={zone} />}
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

/** Keeps one watch open for the chosen scope; returns how to try again at once. */
function useLink(): () => void {
  const me = useQuery(meQuery)
  const key = useScope((scope) => scope.key)
  const retry = useRef<() => void>(() => undefined)
  const sites = me.data
  const scope = useMemo(() => (sites && key ? watchOf(key, sites) : null), [sites, key])
  const { refetch } = me

  useEffect(startProbe, [])
  useEffect(() => {
    if (!sites || scope) return
    const first = firstScope(sites)
    if (first && first !== key) chooseScope(first)
  }, [sites, scope, key])

  const wanted = scope && JSON.stringify(scope)
  useEffect(() => {
    if (!wanted) return
    const link = openLink(JSON.parse(wanted), { rightsChanged: () => void refetch() })
    retry.current = link.retry
    return link.stop
  }, [wanted, refetch])
  return () => retry.current()
}
