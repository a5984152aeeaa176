import { useQuery } from '@tanstack/react-query'
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import './i18n/office.ts'
import { meQuery } from './live/session.ts'
import { pagesOf } from './pages-of.ts'
import { planPages, type PlanPage } from './plan-pages.ts'
import { Tabs } from './tabs.tsx'

const shown: Record<PlanPage['name'], LazyExoticComponent<ComponentType>> = {
  library: lazy(() => import('./plans/library-page.tsx')),
  runs: lazy(() => import('./activations/runs-page.tsx')),
  drills: lazy(() => import('./drills/drills-page.tsx')),
  readiness: lazy(() => import('./readiness/readiness-page.tsx')),
  findings: lazy(() => import('./findings/findings-page.tsx')),
  resources: lazy(() => import('./resources/resources-page.tsx')),
}

const Report = lazy(() => import('./plan-report.tsx'))

/** Emergency plans: the library, what was carried out, drills, and how ready everybody is. */
export default function Plans() {
  const { t } = useTranslation()
  const { data: me } = useQuery(meQuery)
  const [path] = useLocation()
  const reporting = /^\/plans\/runs\/[^/]+\/report$/.test(path)
  return <Tabs base="plans" label={t('menu.plans')} pages={planPages} mine={pagesOf(planPages, me?.grants ?? [])} shown={reporting ? { ...shown, runs: Report } : shown} nameOf={(name) => t(`menu.planPage.${name}`)} />
}
