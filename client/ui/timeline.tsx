import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/modes.ts'
import { waitReasons } from '#shared/orders.ts'
import type { Timeline as Rows } from '#shared/queries.ts'
import { useFormat } from '../i18n/format.ts'
import { factWords } from '../i18n/kind.ts'
import { useNow } from '../live/now.ts'
import { DrillTag } from './drill-tag.tsx'
import './timeline.css'

/** Older than this says its day too. */
const today = 12 * 3_600_000
/** What was done this much before it was heard of says when it was done. */
const apart = 60_000

type Row = Rows[number]
type Step = NonNullable<Row['step']>

/** What happened to one thing, the newest first: who, what, when, and what they said of it. */
export function Timeline({ rows, zone }: { rows: Rows; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  if (rows.length === 0) return <p className="dim">–</p>
  const time = (at: string) => (now - Date.parse(at) < today ? format.timeSeconds(at, zone) : format.moment(at, zone))
  return (
    <ol className="timeline">
      {rows.toReversed().map((row) => {
        const step = row.by.kind === 'system' && row.name !== 'order.noted' ? null : row.step
        return (
          <li key={row.seq}>
            <time dateTime={row.at} title={format.moment(row.at, zone)}>
              {time(row.at)}
            </time>
            <div>
              {isDrill(row.mode) && <DrillTag />} {factWords(t, row.name)}
              {row.by.kind !== 'system' && <span className="dim">{t('join.dot') + row.by.name}</span>}
              {step && <Said step={step} heard={row.at} time={time} />}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

/** When and where it was done, where that differs from when it was heard of, and why. */
function Said({ step, heard, time }: { step: Step; heard: string; time: (at: string) => string }) {
  const { t } = useTranslation()
  const waits = waitReasons.find((reason) => reason === step.reason)
  const reason = waits ? t(`words.waitReason.${waits}`) : step.reason
  const own = [
    step.at && Date.parse(heard) - Date.parse(step.at) > apart && t('timeline.at', { time: time(step.at) }),
    step.said && t('timeline.said', { time: time(step.said) }),
    typeof step.onSite === 'boolean' && t(step.onSite ? 'timeline.onSite' : 'timeline.offSite'),
  ].filter(Boolean)
  return (
    <>
      {own.length > 0 && <small className="timeline-own">{own.join(t('join.dot'))}</small>}
      {reason && <p className="timeline-said">{reason}</p>}
      {step.note && <p className="timeline-said">{step.note}</p>}
    </>
  )
}
