import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { DrillsList } from './drills-list.tsx'
import './drills.css'

const DrillPage = lazy(() => import('./drill-page.tsx'))
const ScorePage = lazy(() => import('./score-page.tsx'))

/** Drills: what is due and what there is, or the one that the address names, or its score. */
export default function DrillsPage() {
  const { t } = useTranslation()
  const [path] = useLocation()
  const [, , , id, below] = path.split('/')
  if (!id) return <DrillsList />
  return (
    <Suspense fallback={<p role="status" className="dim">{t('state.loading')}</p>}>
      {below === 'score' ? <ScorePage key={id} id={id} /> : <DrillPage key={id} id={id} />}
    </Suspense>
  )
}
