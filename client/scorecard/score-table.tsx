import { useTranslation } from 'react-i18next'
import type { Score } from '#shared/scorecard.ts'
import { OfficeTable } from '../ui/office-page.tsx'
import { measuresOf } from './score-words.ts'

const columns = ['rate', 'flood', 'standing', 'chattering', 'top-ten', 'answered-15', 'dispatched-60', 'clock-start'] as const

/** The same figures side by side, those who miss most first. */
export function ScoreTable({ title, first, rows }: { title: string; first: string; rows: readonly { name: string; score: Score }[] }) {
  const { t } = useTranslation()
  const lines = rows
    .map(({ name, score }) => ({ name, score, measures: measuresOf(t, score).filter(({ key }) => (columns as readonly string[]).includes(key)) }))
    .toSorted((a, b) => missed(b.measures) - missed(a.measures) || b.score.alarms - a.score.alarms)
  const [any] = lines
  if (!any) return null
  return (
    <section>
      <h2>{title}</h2>
      <OfficeTable label={title} head={[first, t('office.scorecard.alarms'), ...any.measures.map(({ name }) => name)]}>
        {lines.map(({ name, score, measures }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{score.alarms}</td>
            {measures.map(({ key, value, met }) => (
              <td key={key} className={met === false ? 'score-missed' : met === null ? 'dim' : undefined}>
                {met === false && <span aria-hidden="true">▲ </span>}
                {value}
                {met === false && <span className="unseen"> {t('office.scorecard.missedWord')}</span>}
              </td>
            ))}
          </tr>
        ))}
      </OfficeTable>
    </section>
  )
}

const missed = (measures: readonly { met: boolean | null }[]): number => measures.filter(({ met }) => met === false).length
