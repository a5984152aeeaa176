import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { isSafety, type Alarm } from '#shared/alarms.ts'
import { alarmWords } from '../i18n/kind.ts'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { AlarmRow } from './alarm-row.tsx'
import { Since } from './alarm-time.tsx'
import { type Several } from './fold-rules.ts'

/** No hand goes through more than these in a list beside the map; the page of alarms lists them all. */
const mostShown = 40

type Props = { line: Several; place: (alarm: Alarm) => string; open: boolean; onToggle: (key: string) => void }

/** Several alarms in one line: how many, the worst of them, and how many nobody has answered. */
export const AlarmFold = memo(function AlarmFold({ line, place, open, onToggle }: Props) {
  const { t } = useTranslation()
  const { worst, alarms, unacknowledged, by } = line
  const count = alarms.length
  const kinds = [...new Set(alarms.map((alarm) => alarmWords(t, alarm)))]
  const places = [...new Set(alarms.map(place))]
  const severity = t(`words.severity.${worst.severity}`)
  const title = line.kind === 'rest' ? t('alarm.rest', { count }) : ((by === 'place' ? places[0] : kinds[0]) ?? '')
  const lives = alarms.filter(isSafety).length
  const detail = [
    lives > 0 ? t('alarm.restSafety', { count: lives }) : null,
    kinds.length > 1 ? t('alarm.worst', { severity, kind: alarmWords(t, worst) }) : null,
    (by === 'place' || line.kind === 'rest' ? kinds.filter((kind) => kinds.length === 1 || kind !== alarmWords(t, worst)) : places).join(t('join.comma')),
  ].filter(Boolean).join(t('join.dot'))
  return (
    <>
      <li className={`alarm alarm-several alarm-${worst.severity}${unacknowledged > 0 ? ' alarm-open' : ''}`} data-row data-fold={by ?? 'rest'} data-count={count}>
        <button type="button" className="row-open" data-row-open aria-expanded={open} onClick={() => onToggle(line.key)} aria-label={[title, t('alarm.folded', { count }), severity, detail].join(t('join.comma'))} />
        <SeverityMark severity={worst.severity} hollow={unacknowledged === 0} />
        <div className="alarm-text">
          <p className="alarm-kind one-line">
            {title} {line.kind === 'fold' && <span className="alarm-count">×{count}</span>} <span className={`severity-word severity-${worst.severity}`}>{severity}</span>
          </p>
          <p className="alarm-line one-line">{detail}</p>
          <p className="alarm-line one-line">{t('alarm.summary', { unacked: unacknowledged, count })}</p>
        </div>
        <div className="alarm-end">
          <span className="alarm-age">
            <Since at={worst.raisedAt} />
          </span>
          <span className="dim">{t(open ? 'alarm.collapse' : 'alarm.expand')}</span>
        </div>
      </li>
      {open && <Shown alarms={alarms} place={place} />}
    </>
  )
})

/** The alarms that a line stands for, below it. */
export function Shown({ alarms, place }: { alarms: readonly Alarm[]; place: (alarm: Alarm) => string }) {
  const { t } = useTranslation()
  return (
    <>
      {alarms.slice(0, mostShown).map((alarm) => (
        <AlarmRow key={alarm.id} alarm={alarm} place={place(alarm)} />
      ))}
      {alarms.length > mostShown && (
        <li className="alarm-beyond">
          <Link href="/work/alarms" className="link">
            {t('alarm.beyond', { count: alarms.length - mostShown })}
          </Link>
        </li>
      )}
    </>
  )
}
