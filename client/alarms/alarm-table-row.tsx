import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { needsAnswer, type Alarm } from '#shared/alarms.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { select, useDesk } from '../ui/desk-state.ts'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { AcknowledgeButton } from './acknowledge-button.tsx'
import { Countdown, Since } from './alarm-time.tsx'
import { marksOf, stateWords, useActing } from './alarm-words.ts'
import { nextClock } from './clock-rules.ts'
import { ExerciseTag } from './exercise-tag.tsx'
import { pick } from './list-state.ts'

type Props = { alarm: Alarm; place: string; top: number; zone: string | undefined; picked: boolean; pickable: boolean }

export const AlarmTableRow = memo(function AlarmTableRow({ alarm, place, top, zone, picked, pickable }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const chosen = useDesk((desk) => desk.selected?.kind === 'alarm' && desk.selected.id === alarm.id)
  const acting = useActing(alarm)
  const kind = alarmWords(t, alarm)
  const state = stateWords(t, alarm)
  const severity = t(`words.severity.${alarm.severity}`)
  const waits = needsAnswer(alarm)
  const device = alarm.deviceName ? format.name(alarm.deviceName) : null
  const about = [alarm.text !== kind ? alarm.text : '', ...marksOf(t, alarm)].filter(Boolean).join(t('join.dot'))
  return (
    <li className={`board-row alarm-${alarm.severity}${waits ? ' alarm-open' : ''}`} style={{ top }} data-row data-alarm={alarm.id} data-state={alarm.state} aria-current={chosen || undefined}>
      <button type="button" className="row-open" data-row-open onClick={() => select({ kind: 'alarm', id: alarm.id })} aria-label={t('office.alarms.row', { severity, kind, place, state })} />
      <span className="board-pick form">{pickable && <input type="checkbox" checked={picked} onChange={() => pick(alarm.id)} aria-label={t('office.alarms.pick', { what: [kind, place].join(t('join.comma')) })} />}</span>
      <span className="alarm-cell-severity one-line">
        <SeverityMark severity={alarm.severity} hollow={!waits} /> <span className={`severity-word severity-${alarm.severity}`}>{severity}</span>
      </span>
      <span className="alarm-cell-what one-line">
        <ExerciseTag alarm={alarm} /> {kind} {about && <span className="dim">{about}</span>}
      </span>
      <span className="alarm-cell-where one-line">
        {place}
        {device && <span className="dim">{t('join.dot') + device}</span>}
      </span>
      <span className="alarm-cell-state one-line">{state}</span>
      <span className="alarm-cell-acting one-line">{acting ?? <span className="dim">–</span>}</span>
      <span className="alarm-cell-info one-line">
        <Info alarm={alarm} zone={zone} />
      </span>
      <span className="alarm-cell-age dim one-line">
        {alarm.state === 'normal' ? <time dateTime={alarm.raisedAt}>{format.moment(alarm.raisedAt, zone)}</time> : <Since at={alarm.raisedAt} />}
      </span>
      <span className="alarm-cell-count dim">{alarm.count > 1 ? `×${format.number(alarm.count)}` : ''}</span>
      <span className="alarm-cell-hand">{waits && <AcknowledgeButton alarm={alarm} />}</span>
    </li>
  )
})

/** What matters of it in its state: the clock that runs, until when it is shelved, what holds it back, when it was over. */
function Info({ alarm, zone }: { alarm: Alarm; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const clock = nextClock(alarm)
  if (clock) return <Countdown clock={clock} />
  if (alarm.state === 'shelved' && alarm.shelving) return <>{t('office.alarms.until', { time: format.moment(alarm.shelving.until, zone) })}</>
  if (alarm.state === 'suppressed' && alarm.cause?.name) return <>{format.name(alarm.cause.name)}</>
  if (alarm.state === 'normal' && alarm.clearedAt) return <>{format.moment(alarm.clearedAt, zone)}</>
  return <span className="dim">–</span>
}
