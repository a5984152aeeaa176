import { useTranslation } from 'react-i18next'
import type { Drill, DrillResult as Result, Rating } from '#shared/drills.ts'
import { useFormat } from '../i18n/format.ts'
import { against, objectiveOf } from './drill-rules.ts'
import { useDay, useDrillWords } from './drill-state.ts'

/** Each objective against its target and against last time. */
export function DrillResult({ drill, result, before }: { drill: Drill; result: Result; before: Result | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { zone } = useDrillWords()(drill)
  const day = useDay()
  const verdict = result.passed === null ? 'open' : result.passed ? 'passed' : 'failed'
  return (
    <section className="drill-box" aria-label={t('office.drills.result')}>
      <header className="drill-verdict">
        <h2>{t('office.drills.result')}</h2>
        {drill.state !== 'aborted' && (
          <p>
            <strong className={`verdict verdict-${verdict}`}>{drill.state === 'running' ? t('office.drills.state.running') : t(`office.drills.${verdict}`)}</strong>
            {result.rating && <span>{`${t('office.drills.overall')} ${result.rating} ${t(`office.planWords.rating.${result.rating}`)}`}</span>}
          </p>
        )}
      </header>
      <table className="drill-figures">
        <thead>
          <tr>
            <th scope="col">{t('office.drills.objective')}</th>
            <th scope="col">{t('office.drills.rating')}</th>
            <th scope="col">{t('office.drills.took')}</th>
            <th scope="col">{t('office.drills.before')}</th>
          </tr>
        </thead>
        <tbody>
          {result.objectives.map((one) => (
            <tr key={one.key}>
              <th scope="row">{format.name(one.name)}</th>
              <td><RatingCell rating={one.rating} said={one.said} /></td>
              <td><Minutes taken={one.minutes} target={one.target} /></td>
              <td><Before now={one.rating} before={objectiveOf(before, one.key)?.rating ?? null} minutes={objectiveOf(before, one.key)?.minutes ?? null} /></td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('office.drills.calm')}</th>
            <td><RatingCell rating={result.calm.rating} said={result.calm.said} /></td>
            <td />
            <td><Before now={result.calm.rating} before={before?.calm.rating ?? null} minutes={null} /></td>
          </tr>
        </tbody>
      </table>
      <p className="dim">
        {t('office.drills.passRule')} {before?.at ? t('office.drills.beforeOf', { day: day(before.at, zone) }) : t('office.drills.firstTime')}
      </p>
    </section>
  )
}

export function RatingMark({ rating }: { rating: Rating }) {
  const { t } = useTranslation()
  return (
    <span className={`rating rating-${rating}`}>
      <b aria-hidden="true">{rating}</b> <span>{t(`office.planWords.rating.${rating}`)}</span>
    </span>
  )
}

function RatingCell({ rating, said }: { rating: Rating | null; said: number }) {
  const { t } = useTranslation()
  if (!rating) return <span className="dim">—</span>
  return (
    <>
      <RatingMark rating={rating} />
      <small className="dim">{t('office.drills.said', { count: said })}</small>
    </>
  )
}

function Minutes({ taken, target }: { taken: number | null; target: number | null }) {
  const { t } = useTranslation()
  if (taken === null) return <span className="dim">{target === null ? '' : t('office.drills.aims', { count: target })}</span>
  const over = target !== null && taken > target
  return (
    <>
      <span className={over ? 'drill-over' : undefined}>{t('office.drills.minutes', { count: taken })}</span>
      {target !== null && <small className="dim">{`${t(over ? 'office.drills.over' : 'office.drills.within')}${t('join.dot')}${t('office.drills.aims', { count: target })}`}</small>}
    </>
  )
}

function Before({ now, before, minutes }: { now: Rating | null; before: Rating | null; minutes: number | null }) {
  const { t } = useTranslation()
  if (!before && minutes === null) return <span className="dim">—</span>
  const how = against(now, before)
  const sign = { better: '▲', worse: '▼', same: '＝' } as const
  return (
    <>
      <span className={how === 'worse' ? 'drill-over' : undefined}>
        {how && <span aria-hidden="true">{sign[how]} </span>}
        {before ?? '—'}
        {minutes !== null && `${t('join.dot')}${t('office.drills.minutes', { count: minutes })}`}
      </span>
      {how && <small className="dim">{t(`office.drills.${how}`)}</small>}
    </>
  )
}
