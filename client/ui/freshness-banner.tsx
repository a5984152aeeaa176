import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { fromLocal } from '../live/now.ts'

const reasons = { cut: 'link.bannerOff', silent: 'link.bannerStale', behind: 'link.bannerBehind' } as const

/** Across the whole screen while what it shows may no longer be true. Without `onRetry` there is nobody to press anything. */
export function FreshnessBanner({ zone, onRetry }: { zone: string | undefined; onRetry?: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { fresh, why, since } = useLive((state) => state.freshness)
  if (fresh || !why) return null
  return (
    <div className="stale-banner" role="alert" data-testid="stale">
      <strong>{since === null ? t('link.bannerNever') : t('link.banner', { since: format.timeSeconds(fromLocal(since), zone) })}</strong>
      <span>{t(reasons[why])}</span>
      {why === 'cut' && onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {t('link.retryNow')}
        </button>
      )}
    </div>
  )
}
