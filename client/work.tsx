import { useQuery } from '@tanstack/react-query'
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import { useTranslation } from 'react-i18next'
import './i18n/office.ts'
import { meQuery } from './live/session.ts'
import { pagesOf } from './pages-of.ts'
import { Tabs } from './tabs.tsx'
import { workPages, type WorkPage } from './work-pages.ts'

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

/** Daily work: orders, people, and what follows from them. */
export default function Work() {
  const { t } = useTranslation()
  const { data: me } = useQuery(meQuery)
  return <Tabs base="work" label={t('office.work.nav')} pages={workPages} mine={pagesOf(workPages, me?.grants ?? [])} shown={shown} nameOf={(name) => t(`menu.workPage.${name}`)} />
}
