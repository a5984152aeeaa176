import { useTranslation } from 'react-i18next'
import type { Score } from '#shared/scorecard.ts'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { measuresOf } from './score-words.ts'

/** Each figure, large, with what it should be; only what misses its target has a colour. */
export function ScoreMeasures({ score }: { score: Score }) {
  const { t } = useTranslation()
  return (
    <dl className="measures">
      {measuresOf(t, score).map(({ key, name, value, target, met }) => (
        <div key={key} className="measure" data-measure={key} data-met={met ?? undefined}>
          <dt>{name}</dt>
          <dd className="measure-value">
            {met === false && <SeverityMark severity="major" />} {value}
          </dd>
          <dd className="dim">
            {met === false ? t('office.scorecard.missed', { target }) : t('office.scorecard.target', { target })}
          </dd>
        </div>
      ))}
    </dl>
  )
}
