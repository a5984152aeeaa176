import { useTranslation } from 'react-i18next'
import { scoreTargets, type Scorecard } from '#shared/scorecard.ts'

/** Alarms of each day as bars; a day in which ten minutes were too much for one person is marked. */
export function ScoreDays({ days }: { days: Scorecard['days'] }) {
  const { t } = useTranslation()
  const top = Math.max(1, ...days.map(({ alarms }) => alarms))
  return (
    <section>
      <h2>{t('office.scorecard.byDay')}</h2>
      <ol className="score-days" aria-label={t('office.scorecard.byDay')}>
        {days.map(({ day, alarms, most }) => {
          const words = t('office.scorecard.dayLine', { day: day.slice(5), alarms, most })
          return (
            <li key={day} title={words} data-flood={most > scoreTargets.floodFrom || undefined}>
              <span className="score-bar" style={{ height: `${(alarms / top) * 100}%` }} aria-hidden="true" />
              <span className="unseen">{words}</span>
              <span className="dim" aria-hidden="true">{Number(day.slice(8)) % 5 === 1 ? Number(day.slice(8)) : ''}</span>
            </li>
          )
        })}
      </ol>
      <p className="dim">{t('office.scorecard.byDayHint', { count: top, limit: scoreTargets.floodFrom })}</p>
    </section>
  )
}
