import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, type ComponentType, type LazyExoticComponent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import './i18n/office.ts'
import { useLive } from './live/live-state.ts'
import { useScopeLink } from './live/scope-link.ts'
import { meQuery } from './live/session.ts'
import { select, useDesk } from './ui/desk-state.ts'
import { FreshnessBanner } from './ui/freshness-banner.tsx'
import { DeskSound } from './sound/sound-chip.tsx'
import { LinkLight } from './ui/link-light.tsx'
import './ui/office.css'
import { usePageTitle } from './ui/page-title.ts'
import { WallDialogs } from './wall-dialogs.tsx'
import { useWallKeys } from './wall-keys.ts'
import { WallMenu } from './wall-menu.tsx'
import { WallNothing } from './wall-nothing.tsx'
import { ScopePicker } from './wall-scope.tsx'
import { WallSheet } from './wall-sheet.tsx'
import { workPages, workPagesOf, type WorkPage } from './work-pages.ts'
import './wall.css'
import './work.css'

const shown: Record<WorkPage['name'], LazyExoticComponent<ComponentType>> = {
  board: lazy(() => import('./orders/board-page.tsx')),
  alarms: lazy(() => import('./alarms/alarms-page.tsx')),
  devices: lazy(() => import('./devices/devices-page.tsx')),
  people: lazy(() => import('./people/people-board-page.tsx')),
  complaints: lazy(() => import('./complaints/complaints-page.tsx')),
  scorecard: lazy(() => import('./scorecard/scorecard-page.tsx')),
  'work-done': lazy(() => import('./work-done/work-done-page.tsx')),
  maintenance: lazy(() => import('./maintenance/maintenance-page.tsx')),
  windows: lazy(() => import('./windows/windows-page.tsx')),
}

/** The desk without the map: orders, people, and what follows from them, each page by its address. A sheet opens beside any of them. */
export default function Work() {
  const { t } = useTranslation()
  const [path] = useLocation()
  const { data: me, refetch } = useQuery(meQuery)
  const retry = useScopeLink()
  const fresh = useLive((state) => state.freshness.fresh)
  const watched = useLive((state) => state.communities)
  const sheet = useDesk((desk) => desk.selected !== null && desk.selected.kind !== 'activation')
  useWallKeys()
  const mine = workPagesOf(me?.grants ?? [])
  const asked = path.split('/')[2]
  const page = workPages.find(({ name }) => name === asked) ?? mine[0]
  usePageTitle(page && t(`menu.workPage.${page.name}`))
  const closedBefore = useRef(page?.name)
  useEffect(() => {
    // What was open belongs to the page that it was opened from.
    if (closedBefore.current !== page?.name) select(null)
    closedBefore.current = page?.name
  }, [page?.name])
  const tabs = useRef<HTMLElement>(null)
  useEffect(() => tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [page?.name, me])
  if (!me) return null
  if (me.communities.length === 0) return <WallNothing grants={me.grants} onRetry={() => void refetch()} />
  const Page = page && mine.includes(page) ? shown[page.name] : null
  const zone = me.communities.find((row) => row.id === watched?.[0])?.zone
  return (
    <div className="work" data-sheet={sheet || undefined} data-fresh={fresh}>
      <header className="work-head">
        <Link href="/" className="button button-bare work-back">
          <span aria-hidden="true">←</span> {t('office.work.back')}
        </Link>
        <ScopePicker />
        <nav ref={tabs} className="work-tabs" aria-label={t('office.work.nav')}>
          {mine.map(({ name }) => (
            <Link key={name} href={`/work/${name}`} aria-current={page?.name === name ? 'page' : undefined}>
              {t(`menu.workPage.${name}`)}
            </Link>
          ))}
        </nav>
        <div className="work-status">
          <LinkLight />
          <DeskSound />
          <WallMenu />
        </div>
      </header>
      <div className="work-banner">
        <FreshnessBanner zone={zone} onRetry={retry} />
      </div>
      <main className="work-main">
        {Page ? (
          <Suspense fallback={<p role="status" className="dim">{t('state.loading')}</p>}>
            <Page />
          </Suspense>
        ) : (
          <p className="office-empty">{t(page ? 'office.admin.forbidden' : 'office.work.nothing')}</p>
        )}
      </main>
      {sheet && (
        <div className="work-sheet">
          <WallSheet zone={zone} />
        </div>
      )}
      <WallDialogs />
    </div>
  )
}
