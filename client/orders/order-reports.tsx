import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useSees } from '../live/session.ts'
import { Phone, Reveal } from '../ui/reveal.tsx'

/** How many residents reported it, and on a click that is written down, who. */
export function OrderReports({ order, zone }: { order: Order; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sees = useSees()
  const count = order.reports ?? 1
  if (count < 2) return null
  return (
    <div className="order-reports" data-testid="reports">
      <p>{t('sheet.reports', { count })}</p>
      <p className="dim">{t('sheet.tellAll')}</p>
      {sees('orderReports', order.community) === 'yes' && (
        <Reveal key={order.version} label={t('sheet.showReports')} mask="" ask={() => ask('orderReports', {}, order.id)}>
          {(reports) => (
            <ul className="lines">
              {reports.map((report) => (
                <li key={report.id}>
                  <span>
                    {[report.reporter, report.place, t(`words.orderSource.${report.source}`)].filter(Boolean).join(t('join.dot'))} <span className="dim">{format.moment(report.at, zone)}</span>
                    {report.description && <span className="order-said">{report.description}</span>}
                  </span>
                  <Phone number={report.phone} />
                </li>
              ))}
            </ul>
          )}
        </Reveal>
      )}
    </div>
  )
}
