import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect, useRef, type ComponentType, type LazyExoticComponent } from 'react'
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
import './wall.css'
import './work.css'

type Props<N extends string> = {
  /** Its first part of the address. */
  base: 'work' | 'plans'
  label: string
  pages: readonly { name: N }[]
  /** Those that may be opened. */
  mine: readonly { name: N }[]
  shown: Record<N, LazyExoticComponent<ComponentType>>
  nameOf: (name: N) => string
}

/** The desk without the map: pages by their addresses. A sheet opens beside any of them. */
export function Tabs<N extends string>({ base, label, pages, mine, shown, nameOf }: Props<N>) {
  const { t } = useTranslation()
  const [path] = useLocation()
  const { data: me, refetch } = useQuery(meQuery)
  const retry = useScopeLink()
  const fresh = useLive((state) => state.freshness.fresh)
  const watched = useLive((state) => state.communities)
  const sheet = useDesk((desk) => desk.selected !== null && desk.selected.kind !== 'activation')
  useWallKeys()
  const asked = path.split('/')[2]
  const page = pages.find(({ name }) => name === asked) ?? mine[0]
  usePageTitle(page && nameOf(page.name))
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
  const Page: ComponentType | null = page && mine.some(({ name }) => name === page.name) ? shown[page.name] : null
  const zone = me.communities.find((row) => row.id === watched?.[0])?.zone
  return (
    <div className="work" data-sheet={sheet || undefined} data-fresh={fresh}>
      <header className="work-head">
        <Link href="/" className="button button-bare work-back">
          <span aria-hidden="true">←</span> {t('office.work.back')}
        </Link>
        <ScopePicker />
        <nav ref={tabs} className="work-tabs" aria-label={label}>
          {mine.map(({ name }) => (
            <Link key={name} href={`/${base}/${name}`} aria-current={page?.name === name ? 'page' : undefined}>
              {nameOf(name)}
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
