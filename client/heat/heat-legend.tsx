import { useTranslation } from 'react-i18next'
import './heat.css'

/** What the colours of buildings mean. */
export function HeatLegend() {
  const { t } = useTranslation()
  return (
    <p className="heat-legend">
      {t('heat.legend')}
      {t('join.colon')}
      <span>{t('heat.normal')}</span>
      {[0, 1, 2, 3, 4].map((level) => (
        <span key={level} className={`heat-swatch heat-swatch-${level}`} aria-hidden="true" />
      ))}
      <span>{t('heat.high')}</span>
    </p>
  )
}
