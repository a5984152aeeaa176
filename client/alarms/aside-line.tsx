import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { asideStates } from '#shared/alarms.ts'
import type { AsideCounts } from './fold-rules.ts'

/** What is measured and neither listed nor heard, in one quiet line; each count opens what it counts. */
export function AsideLine({ counts }: { counts: AsideCounts }) {
  const { t } = useTranslation()
  const some = asideStates.filter((state) => counts[state] > 0)
  if (some.length === 0) return null
  return (
    <p className="alarm-aside" data-testid="alarms-aside">
      {t('alarm.aside.lead')}
      {some.map((state, index) => (
        <span key={state}>
          {index > 0 && t('join.dot')}
          <Link href={`/work/alarms?view=${state}`} data-aside={state}>
            {t(`alarm.aside.${state}`, { count: counts[state] })}
          </Link>
        </span>
      ))}
    </p>
  )
}
