import { useTranslation } from 'react-i18next'
import type { DrillResult } from '#shared/drills.ts'
import { useFormat } from '../i18n/format.ts'
import { OfficeTable } from '../ui/office-page.tsx'

/** How observers scored the drill, beside the minutes that it took. */
export function ReportResult({ result }: { result: DrillResult }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section aria-label={t('office.reports.result')}>
      <h2>
        {t('office.reports.result')}{' '}
        {result.rating && (
          <span className={result.passed ? 'dim' : 'report-late'}>
            {`${result.rating} ${t(`office.planWords.rating.${result.rating}`)}`}
            {t('join.dot')}
            {t(result.passed ? 'office.reports.passed' : 'office.reports.failed')}
          </span>
        )}
      </h2>
      <OfficeTable label={t('office.reports.result')} head={[t('office.reports.objective'), t('office.reports.rating'), t('office.reports.said'), t('office.reports.tookTarget')]}>
        {result.objectives.map((one) => (
          <tr key={one.key} data-objective={one.key}>
            <th scope="row">{format.name(one.name)}</th>
            <td>{one.rating ? `${one.rating} ${t(`office.planWords.rating.${one.rating}`)}` : '–'}</td>
            <td className="report-number">{format.number(one.said)}</td>
            <td className="report-number">
              <span className={one.minutes !== null && one.target !== null && one.minutes > one.target ? 'report-late' : ''}>{one.minutes === null ? '–' : format.number(one.minutes)}</span>
              {one.target !== null && <span className="dim"> / {format.number(one.target)}</span>}
            </td>
          </tr>
        ))}
        <tr data-objective="calm">
          <th scope="row">{t('office.reports.calm')}</th>
          <td>{result.calm.rating ? `${result.calm.rating} ${t(`office.planWords.rating.${result.calm.rating}`)}` : '–'}</td>
          <td className="report-number">{format.number(result.calm.said)}</td>
          <td className="report-number">–</td>
        </tr>
      </OfficeTable>
    </section>
  )
}
