import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Scope } from '#shared/roles.ts'
import type { WallScreen as Paired } from '#shared/walls.ts'
import type { WatchScope } from '#shared/watch.ts'
import { Refused } from './live/api.ts'
import { openLink } from './live/link.ts'
import { startProbe } from './live/probe.ts'
import { meQuery } from './live/session.ts'
import { PairingPage } from './walls/pairing-page.tsx'
import { useReloads, usePointing } from './walls/wall-orders.ts'
import { useWallSelf } from './walls/wall-self.ts'

const WallPicture = lazy(() => import('./wall-picture.tsx'))

const isNo = (error: Error): boolean => error instanceof Refused && error.problem !== null && error.problem.status < 500 && error.problem.status !== 429

const watchOf = (scope: Scope): WatchScope => (scope.kind === 'community' ? { kind: 'communities', ids: [scope.id] } : scope)

/** A screen without hands: it waits to be paired, then shows what it is told to, for months. */
export default function WallScreen() {
  const { t } = useTranslation()
  const { self, again, hear } = useWallSelf()
  switch (self.state) {
    case 'unpaired':
      return <PairingPage onPaired={again} />
    case 'paired':
      return <Running wall={self.wall} again={again} hear={hear} />
    default:
      return (
        <main className="door">
          <p role="status" className="dim">
            {t(self.state === 'asking' ? 'wallScreen.starting' : 'wallScreen.unreachable')}
          </p>
        </main>
      )
  }
}

function Running({ wall, again, hear }: { wall: Paired; again: () => void; hear: (wall: Paired) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const watched = JSON.stringify(watchOf(wall.scope))
  useReloads(wall)
  usePointing(wall)
  useEffect(startProbe, [])
  useEffect(() => {
    // Nobody is here to press a button: what does not come is asked for until it does; a no is a no.
    client.setDefaultOptions({ queries: { refetchOnWindowFocus: false, retry: (_times, error) => !isNo(error), retryDelay: 3_000 } })
  }, [client])
  useEffect(() => {
    const rightsChanged = () => {
      again()
      void client.invalidateQueries(meQuery)
    }
    const link = openLink(JSON.parse(watched) as WatchScope, { rightsChanged, wall: hear })
    return link.stop
  }, [watched, again, hear, client])
  return (
    <Suspense fallback={<p className="map-note">{t('wallScreen.starting')}</p>}>
      <WallPicture key={wall.layout} wall={wall} />
    </Suspense>
  )
}
