import { useTranslation } from 'react-i18next'
import { useHands } from './act.ts'

/** What could not be kept on this phone, and what to do about it. */
export function Trouble() {
  const { t } = useTranslation()
  const { trouble } = useHands()
  return trouble && (
    <p className="field-trouble" role="alert">
      {t(`field.${trouble}`)}
    </p>
  )
}
