import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { ask } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'
import { Asked } from '../ui/asked.tsx'
import { say } from '../ui/notices.ts'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useMayCompany } from './company-right.ts'
import { ImportPlans } from './import-plans.tsx'
import { useFigures } from './library-figures.ts'
import './library.css'
import { useNewEdition } from './new-edition.ts'
import { NewPlan } from './new-plan.tsx'
import { PlanCard } from './plan-card.tsx'
import { isRetired, seriesOf, type Edition } from './plan-series.ts'

/** All plans there are, as cards. */
export function Library() {
  const { t } = useTranslation()
  const company = useMayCompany()
  const change = useLive((state) => state.catalogue)
  const editions = useQuery({ queryKey: ['planEditions', change], queryFn: () => ask('planEditions'), placeholderData: keepPreviousData, refetchInterval: 10_000 })
  const [open, setOpen] = useState<'new' | 'import' | null>(null)
  return (
    <OfficePage
      title={t('office.planLibrary.title')}
      lead={t('office.planLibrary.lead')}
      actions={
        company('plan.draft') && (
          <>
            <button type="button" className="button" onClick={() => setOpen('import')}>
              {t('office.planLibrary.import')}
            </button>
            <button type="button" className="button button-next" onClick={() => setOpen('new')}>
              {t('office.planLibrary.create')}
            </button>
          </>
        )
      }
    >
      <Asked query={editions}>{(rows) => (rows.length === 0 ? <OfficeEmpty>{t('office.planLibrary.empty')}</OfficeEmpty> : <Cards editions={rows} />)}</Asked>
      {open === 'new' && <NewPlan onClose={() => setOpen(null)} />}
      {open === 'import' && <ImportPlans editions={editions.data ?? []} onClose={() => setOpen(null)} />}
    </OfficePage>
  )
}

function Cards({ editions }: { editions: readonly Edition[] }) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const client = useQueryClient()
  const figuresOf = useFigures()
  const { begin, busy, failure } = useNewEdition()
  const [all, setAll] = useState(false)
  const series = seriesOf(editions)
  const retired = series.filter(isRetired)
  const shown = all ? series : series.filter((one) => !isRetired(one))
  const draft = async (id: string) => {
    const made = await begin(id)
    if (!made) return
    void client.invalidateQueries({ queryKey: ['planEditions'] })
    say(t('office.planLibrary.drafted'))
    go(`/plans/library/${made}`)
  }
  return (
    <>
      <ProblemNote failure={failure} />
      <ul className="plan-cards">
        {shown.map((one) => (
          <PlanCard key={one.id} series={one} figures={figuresOf(one)} busy={busy} onNewEdition={() => void draft(one.shown.id)} />
        ))}
      </ul>
      {retired.length > 0 && (
        <button type="button" className="button button-bare plan-retired" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('office.planLibrary.hideRetired') : t('office.planLibrary.retired', { count: retired.length })}
        </button>
      )}
    </>
  )
}
