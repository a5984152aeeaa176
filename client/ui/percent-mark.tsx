import { useTranslation } from 'react-i18next'
import { lowAt } from './percent-rules.ts'
import './percent-mark.css'
import { SeverityMark } from './severity-mark.tsx'

/** How ready something is, 0 to 100: a number and a bar, grey while it will do; null where it is not known. */
export function PercentMark({ percent }: { percent: number | null }) {
  const { t } = useTranslation()
  const low = percent === null ? null : lowAt(percent)
  return (
    <span className="percent" data-low={low ?? undefined}>
      <span className="percent-number">
        {low && <SeverityMark severity={low} />}
        {percent === null ? '–' : `${percent}%`}
        {low && <span className="unseen"> {t(`office.readiness.low.${low}`)}</span>}
      </span>
      <span className="percent-bar" aria-hidden="true">
        <span style={{ width: `${percent ?? 0}%` }} />
      </span>
    </span>
  )
}
