import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './i18n/door.ts'
import { clock } from './i18n/format.ts'
import { useActivity } from './live/activity.ts'
import './idle-notice.css'

const second = 1_000
const minute = 60 * second
/** Milliseconds: how long before the end it is said. */
const ahead = 2 * minute

/** Says that the sign-in is about to end because nobody is there. Any movement ends the notice, the button too. `idleAfter`: milliseconds. */
export default function IdleNotice({ idleAfter }: { idleAfter: number }) {
  const { t } = useTranslation()
  const endsAt = useActivity((activity) => activity.toldAt) + idleAfter
  const left = useLeft(endsAt)
  if (left === null) return null
  return (
    <section className="idle-notice" aria-label={t('idle.label')}>
      <p role="alert">{t('idle.notice', { count: Math.ceil(left / minute) })}</p>
      <span className="idle-left" aria-hidden="true">
        {clock(left / second)}
      </span>
      <button type="button" className="button button-next">
        {t('idle.stay')}
      </button>
    </section>
  )
}

/** Milliseconds until then, once they are few; null before and after. */
function useLeft(endsAt: number): number | null {
  const [left, setLeft] = useState<number | null>(null)
  useEffect(() => {
    const look = () => {
      const rest = endsAt - Date.now()
      setLeft(rest > 0 && rest <= ahead ? rest : null)
    }
    look()
    const ticking = setInterval(look, second)
    return () => clearInterval(ticking)
  }, [endsAt])
  return left
}
