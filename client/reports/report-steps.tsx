import { useTranslation } from 'react-i18next'
import type { Report } from '#shared/reports.ts'
import { useFormat } from '../i18n/format.ts'
import { OfficeTable } from '../ui/office-page.tsx'

const columns = ['step', 'who', 'opened', 'accepted', 'done', 'took', 'why'] as const

/** Times against limits, in the order in which the steps were begun; what went late says why. */
export function ReportSteps({ steps }: { steps: Report['steps'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const minutes = (value: number | null): string => (value === null ? '–' : `${value < 0 ? '−' : '+'}${format.number(Math.abs(value))}`)
  const rows = steps.toSorted((a, b) => (a.opened ?? Infinity) - (b.opened ?? Infinity))
  return (
    <section aria-label={t('office.reports.steps')}>
      <h2>{t('office.reports.steps')}</h2>
      <p className="dim">{t('office.reports.stepsLead')}</p>
      <OfficeTable label={t('office.reports.steps')} head={columns.map((column) => t(`office.reports.column.${column}`))}>
        {rows.map((row) => (
          <tr key={`${row.key} ${row.round}`} data-step={row.key} data-late={row.late || undefined}>
            <th scope="row">
              {format.name(row.name)} {row.round > 1 && <span className="dim">{t('office.reports.round', { count: row.round })}</span>}
            </th>
            <td>{row.who ?? '–'}</td>
            <td className="report-number">{minutes(row.opened)}</td>
            <td className="report-number">{minutes(row.accepted)}</td>
            <td className="report-number">{minutes(row.done)}</td>
            <td className="report-number">
              <span className={row.late ? 'report-late' : ''}>
                {row.late && `${t('office.reports.late')} `}
                {row.took === null ? '–' : format.number(row.took)}
              </span>
              {row.limit !== null && <span className="dim"> / {format.number(row.limit)}</span>}
            </td>
            <td>{row.why}</td>
          </tr>
        ))}
      </OfficeTable>
    </section>
  )
}
