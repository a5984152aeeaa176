import { useTranslation } from 'react-i18next'
import type { Timeline as Rows } from '#shared/queries.ts'
import { isDrill } from '#shared/drills.ts'
import { useFormat } from '../i18n/format.ts'
import { factWords } from '../i18n/kind.ts'
import { useNow } from '../live/now.ts'
import { DrillTag } from './drill-tag.tsx'
import './timeline.css'

/** Older than this says its day too. */
const today = 12 * 3_600_000

/** What happened to one thing, the newest first: who, what, when. */
export function Timeline({ rows, zone }: { rows: Rows; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  return (
    <ol className="timeline">
      {rows.toReversed().map((row) => (
        <li key={row.seq}>
          <time dateTime={row.at} title={format.moment(row.at, zone)}>
            {now - Date.parse(row.at) < today ? format.timeSeconds(row.at, zone) : format.moment(row.at, zone)}
          </time>
          <span>
            {isDrill(row.mode) && <DrillTag />} {factWords(t, row.name)}
            <span className="dim">{t('join.dot') + row.by.name}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
