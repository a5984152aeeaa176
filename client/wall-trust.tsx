import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { sees } from '#shared/roles.ts'
import { useFormat } from './i18n/format.ts'
import { useLive } from './live/live-state.ts'
import { useNow } from './live/now.ts'
import { meQuery } from './live/session.ts'
import { SeverityMark } from './ui/severity-mark.tsx'
import './wall-trust.css'

/** Milliseconds: the installation tests its own path every minute; two tests that did not come are no chance. */
const provenFor = 150_000

/** Whether silence can be trusted: alarms find their way here, and nothing that came lies unread. Nothing is shown while both hold. */
export function Trust() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { data: me } = useQuery(meQuery)
  const proven = useLive((state) => state.beat?.proven ?? null)
  const kept = useLive((state) => state.beat?.quarantined ?? 0)
  const words = t('trust.quarantined', { count: kept })
  const looks = me?.grants.some(({ role }) => sees.quarantine.some((one) => one === role))
  return (
    <>
      {proven !== null && now - proven > provenFor && (
        <span role="status" className="trust-broken" title={t('trust.unprovenWhat')} data-testid="unproven">
          <SeverityMark severity="major" />
          <span className="one-line">{t('trust.unproven', { age: format.age((now - proven) / 1000) })}</span>
        </span>
      )}
      {kept > 0 && (
        <span className="trust-kept" title={t('trust.quarantinedWhat')} data-testid="quarantined">
          {looks ? <Link href="/admin/quarantine">{words}</Link> : words}
        </span>
      )}
    </>
  )
}
