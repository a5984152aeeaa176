import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { AlarmRow } from './alarm-row.tsx'
import type { AlarmLine } from './fold-rules.ts'

type Props = { line: Extract<AlarmLine, { kind: 'fold' }>; place: (alarm: Alarm) => string; now: number; open: boolean; onToggle: () => void }

/** Several alarms in one line: how many, the worst of them, and how many nobody has answered. */
export function AlarmFold({ line, place, now, open, onToggle }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { worst, alarms, unacknowledged } = line
  const kinds = [...new Set(alarms.map((alarm) => alarmWords(t, alarm)))]
  const places = [...new Set(alarms.map(place))]
  const title = line.by === 'rest' ? t('alarm.rest', { count: alarms.length }) : line.by === 'place' ? places[0] || t('alarm.wholeCommunity') : kinds[0]
  const detail = line.by === 'place' || line.by === 'rest' ? kinds.join(t('join.comma')) : places.join(t('join.comma'))
  return (
    <>
      <li className={`alarm alarm-${worst.severity}${unacknowledged > 0 ? ' alarm-open' : ''}`} data-row data-fold={line.by}>
        <button type="button" className="row-open" data-row-open aria-expanded={open} onClick={onToggle} aria-label={[title, t('alarm.folded', { count: alarms.length }), detail].join(t('join.comma'))} />
        <SeverityMark severity={worst.severity} hollow={unacknowledged === 0} />
        <div className="alarm-text">
          <p className="alarm-kind one-line">
            {title} <span className="alarm-count">×{alarms.length}</span>
          </p>
          <p className="alarm-line one-line">{detail}</p>
          <p className="alarm-line one-line">{t('alarm.summary', { unacked: unacknowledged, count: alarms.length })}</p>
        </div>
        <div className="alarm-end">
          <span className="alarm-age">{format.since((now - Date.parse(worst.raisedAt)) / 1000)}</span>
          <span className="dim">{open ? t('alarm.collapse') : t('alarm.expand')}</span>
        </div>
      </li>
      {open && alarms.map((alarm) => <AlarmRow key={alarm.id} alarm={alarm} place={place(alarm)} now={now} />)}
    </>
  )
}
