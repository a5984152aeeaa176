import { useTranslation } from 'react-i18next'
import './drill-tag.css'

/** The word on everything that is not real. */
export function DrillTag() {
  const { t } = useTranslation()
  return <span className="drill-tag">{t('plan.drillWord')}</span>
}
