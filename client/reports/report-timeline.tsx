import { useTranslation } from 'react-i18next'
import type { Report } from '#shared/reports.ts'
import { useFormat } from '../i18n/format.ts'
import { factWords } from '../i18n/kind.ts'

/** Everything that happened, as the facts have it. */
export function ReportTimeline({ report: { activation, timeline }, zone }: { report: Report; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const nameOf = (key: string): string => {
    const step = activation.steps.find((one) => one.key === key)
    return step ? format.name(step.name) : key
  }
  return (
    <section aria-label={t('office.reports.timeline')}>
      <h2>{t('office.reports.timeline')}</h2>
      <ol className="report-timeline">
        {timeline.map((entry, index) => (
          <li key={`${entry.seq} ${index}`} data-late={entry.late || undefined}>
            <time dateTime={entry.at} title={format.moment(entry.at, zone)}>
              {format.timeSeconds(entry.at, zone)}
            </time>
            <div>
              <span className={entry.late ? 'report-late' : ''}>{factWords(t, entry.name)}</span>
              {entry.step && t('join.colon') + nameOf(entry.step)}
              {entry.by.kind !== 'system' && <span className="dim">{t('join.dot') + entry.by.name}</span>}
              {entry.text && <p className="dim">{entry.text}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
