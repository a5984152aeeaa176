import { useTranslation } from 'react-i18next'
import type { Report } from '#shared/reports.ts'
import { useFormat } from '../i18n/format.ts'
import '../i18n/plan-run.ts'

/** What was decided, what was sent and what was called for. */
export function ReportMessages({ report: { activation, decisions, messages }, zone }: { report: Report; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const requests = activation.requests ?? []
  const nameOf = (key: string): string => {
    const step = activation.steps.find((one) => one.key === key)
    return step ? format.name(step.name) : key
  }
  return (
    <div className="report-pair">
      {decisions.length > 0 && (
        <section aria-label={t('office.reports.decisions')}>
          <h2>{t('office.reports.decisions')}</h2>
          <ul className="lines">
            {decisions.map((one) => (
              <li key={`${one.step} ${one.at}`}>
                <span>
                  {nameOf(one.step)}
                  {t('join.colon')}
                  <strong>{format.name(one.answer)}</strong>
                </span>
                <span className="dim">{[one.by, format.timeSeconds(one.at, zone)].filter(Boolean).join(t('join.dot'))}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={t('office.reports.messages')}>
        <h2>{t('office.reports.messages')}</h2>
        {messages.length === 0 && <p className="dim">{t('office.reports.noMessages')}</p>}
        <ul className="lines">
          {messages.map((message) => (
            <li key={message.id}>
              <span>
                <strong>{t('plan.to', { who: format.name(message.to) })}</strong> {format.name(message.text)}
              </span>
              <span className={message.state === 'failed' ? 'report-late' : 'dim'}>{[format.timeSeconds(message.at, zone), t(`office.reports.sent.${message.state}`)].join(t('join.dot'))}</span>
            </li>
          ))}
        </ul>
      </section>
      {requests.length > 0 && (
        <section aria-label={t('office.reports.resources')}>
          <h2>{t('office.reports.resources')}</h2>
          <ul className="lines">
            {requests.map((request) => (
              <li key={request.key}>
                <span>
                  {request.name ? format.name(request.name) : t(`words.resourceKind.${request.kind}`)} <span className="dim">× {format.number(request.amount)}</span>
                </span>
                <span className="dim">{[t(`run.resource.state.${request.state}`), format.timeSeconds(request.at, zone)].join(t('join.dot'))}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
