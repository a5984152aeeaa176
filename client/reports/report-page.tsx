import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { isDrill } from '#shared/modes.ts'
import { queryPaths } from '#shared/paths.ts'
import type { Report } from '#shared/reports.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { meQuery } from '../live/session.ts'
import { placeWords } from '../live/words.ts'
import { Asked } from '../ui/asked.tsx'
import { DrillTag } from '../ui/drill-tag.tsx'
import { OfficePage } from '../ui/office-page.tsx'
import '../ui/paper.css'
import { ReportFigures } from './report-figures.tsx'
import { ReportMessages } from './report-messages.tsx'
import { ReportResult } from './report-result.tsx'
import { ReportSteps } from './report-steps.tsx'
import { ReportTimeline } from './report-timeline.tsx'
import './reports.css'

/** What became of a plan that was carried out, on one page that can be printed. `findings`: what is to be put right, by who composes it. */
export function ReportPage({ id, findings }: { id: string; findings: (report: Report) => ReactNode }) {
  const query = useQuery({ queryKey: ['report', id], queryFn: () => ask('report', {}, id), refetchInterval: (held) => (held.state.data?.activation.state === 'running' ? 5_000 : false) })
  return <Asked query={query}>{(report) => <Shown report={report} findings={findings} />}</Asked>
}

function Shown({ report, findings }: { report: Report; findings: (report: Report) => ReactNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const { data: me } = useQuery(meQuery)
  const { activation, result } = report
  const community = me?.communities.find((row) => row.id === activation.community)
  const zone = community?.zone
  const where = placeWords(format, sites, activation, true)
  const lead = [where, t('office.reports.from', { time: format.moment(activation.startedAt, zone) }), t('plan.commander', { name: activation.commander }), t(`office.reports.state.${activation.state}`)]
  return (
    <OfficePage
      title={`${t('office.reports.title')}${t('join.colon')}${format.name(activation.name)}`}
      lead={
        <>
          {isDrill(activation.mode) && <DrillTag />} {lead.filter(Boolean).join(t('join.dot'))}
        </>
      }
      actions={
        <>
          <Link className="button" href={`/plans/runs/${activation.id}`}>
            {t('office.reports.run')}
          </Link>
          <a className="button" href={queryPaths.reportExport.replace(':id', activation.id)} download>
            {t('office.reports.export')}
          </a>
          <button type="button" className="button" onClick={() => window.print()}>
            {t('office.reports.print')}
          </button>
        </>
      }
    >
      <div className="report-page">
        {activation.reason && <p>{t('office.reports.reason', { reason: activation.reason })}</p>}
        <ReportFigures report={report} />
        {result && result.objectives.some(({ said, minutes }) => said > 0 || minutes !== null) && <ReportResult result={result} />}
        <ReportSteps steps={report.steps} />
        <ReportMessages report={report} zone={zone} />
        {findings(report)}
        <ReportTimeline report={report} zone={zone} />
      </div>
    </OfficePage>
  )
}
