import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { RunsList } from './runs-list.tsx'

const RunPage = lazy(() => import('./run-page.tsx'))

/** Plans carried out: the list, or the one that the address names. */
export default function RunsPage() {
  const { t } = useTranslation()
  const [path] = useLocation()
  const id = path.split('/')[3]
  if (!id) return <RunsList />
  return (
    <Suspense fallback={<p role="status" className="dim">{t('state.loading')}</p>}>
      <RunPage key={id} id={id} />
    </Suspense>
  )
}
