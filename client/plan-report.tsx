import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isDrill } from '#shared/modes.ts'
import { FindingList } from './findings/finding-list.tsx'
import { ReportPage } from './reports/report-page.tsx'

/** The report of a run with what it showed: `/plans/runs/:id/report`. */
export default function PlanReport() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [path] = useLocation()
  const id = path.split('/')[3] ?? ''
  return (
    <ReportPage
      key={id}
      id={id}
      findings={({ activation, findings }) => (
        <FindingList
          title={t('office.findings.here')} empty={t('office.findings.emptyHere')} findings={findings} onChanged={() => void client.invalidateQueries({ queryKey: ['report', id] })}
          of={{ community: activation.community, activation: activation.id, drill: isDrill(activation.mode) ? activation.mode : null, plan: activation.series ?? null }}
        />
      )}
    />
  )
}
