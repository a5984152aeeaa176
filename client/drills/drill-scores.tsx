import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Drill, Score } from '#shared/drills.ts'
import { useFormat } from '../i18n/format.ts'
import { useMay } from '../live/session.ts'
import { useDrillWords } from './drill-state.ts'
import { StrikeScore } from './strike-score.tsx'

/** Who has scored, as it comes in, the last first; what was struck out below. */
export function DrillScores({ drill, scores, again }: { drill: Drill; scores: readonly Score[]; again: () => void }) {
  const { t } = useTranslation()
  const may = useMay()
  const [striking, strike] = useState<Score | null>(null)
  const counting = scores.filter(({ struck }) => !struck).toReversed()
  const close = () => {
    strike(null)
    again()
  }
  return (
    <section className="drill-box" aria-label={t('office.drills.scores')} aria-live="polite">
      <h2>
        {t('office.drills.scores')} <span className="dim">{counting.length > 0 && counting.length}</span>
      </h2>
      {scores.length === 0 && <p className="dim">{t('office.drills.scoresNone')}</p>}
      <ul className="scores">
        {[...counting, ...scores.filter(({ struck }) => struck)].map((score) => (
          <ScoreLine key={score.id} drill={drill} score={score} onStrike={!score.struck && may('score.strike', drill.community) ? () => strike(score) : undefined} />
        ))}
      </ul>
      {striking && <StrikeScore score={striking} onClose={close} />}
    </section>
  )
}

function ScoreLine({ drill, score, onStrike }: { drill: Drill; score: Score; onStrike: (() => void) | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { zone } = useDrillWords()(drill)
  const { struck } = score
  const nameOf = (key: string): string => {
    const found = drill.objectives?.find((one) => one.key === key)
    return found ? format.name(found.name) : key
  }
  return (
    <li data-struck={struck ? '' : undefined}>
      <div className="score-head">
        <p>
          <strong>{score.by}</strong> <small className="dim">{`${t(`office.drills.by.${score.kind}`)}${t('join.dot')}${format.time(score.at, zone)}`}</small>
        </p>
        {onStrike && (
          <button type="button" className="button button-bare" aria-label={t('office.drills.strikeTitle', { name: score.by })} onClick={onStrike}>
            {t('office.drills.strike')}
          </button>
        )}
      </div>
      {struck && <p>{t('office.drills.struck', { name: struck.by, time: format.time(struck.at, zone), reason: struck.reason })}</p>}
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
  )
}
