import { useTranslation } from 'react-i18next'
import type { Drill, Score } from '#shared/drills.ts'
import { useFormat } from '../i18n/format.ts'
import { useDrillWords } from './drill-state.ts'

/** Who has scored, as it comes in, the last first. */
export function DrillScores({ drill, scores }: { drill: Drill; scores: readonly Score[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { zone } = useDrillWords()(drill)
  const nameOf = (key: string): string => {
    const found = drill.objectives?.find((one) => one.key === key)
    return found ? format.name(found.name) : key
  }
  return (
    <section className="drill-box" aria-label={t('office.drills.scores')} aria-live="polite">
      <h2>
        {t('office.drills.scores')} <span className="dim">{scores.length > 0 && scores.length}</span>
      </h2>
      {scores.length === 0 && <p className="dim">{t('office.drills.scoresNone')}</p>}
      <ul className="scores">
        {scores.toReversed().map((score) => (
          <li key={score.id}>
            <p>
              <strong>{score.by}</strong> <small className="dim">{`${t(`office.drills.by.${score.kind}`)}${t('join.dot')}${format.time(score.at, zone)}`}</small>
            </p>
            <p className="score-line">
              {score.rated.map(({ objective, rating }) => (
                <span key={objective}>{`${nameOf(objective)} ${rating}`}</span>
              ))}
              {score.calm && <span>{`${t('office.drills.calm')} ${score.calm}`}</span>}
            </p>
            {[...score.rated.map(({ note }) => note), score.note].filter(Boolean).map((note) => (
              <p key={note} className="score-note">{note}</p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
