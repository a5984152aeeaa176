import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { needsAnswer, type Alarm } from '#shared/alarms.ts'
import type { Plan } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { select, useDesk } from '../ui/desk-state.ts'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { AcknowledgeButton } from './acknowledge-button.tsx'
import { Countdown, Since } from './alarm-time.tsx'
import { marksOf, stateWords, useActing } from './alarm-words.ts'
import { nextClock } from './clock-rules.ts'
import { ExerciseTag } from './exercise-tag.tsx'
import { OwnButton } from './own-button.tsx'
import { PlanOffer } from './plan-offer.tsx'

type Props = {
  alarm: Alarm
  place: string
  plan?: Plan | undefined
  /** How many devices it holds back. */
  held?: number
  /** Whether those are shown below it. */
  open?: boolean
  onToggle?: ((key: string) => void) | undefined
}

/** What, where, who saw it and who acts on it, how long is left, and what can be done. */
export const AlarmRow = memo(function AlarmRow({ alarm, place, plan, held = 0, open = false, onToggle }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const chosen = useDesk((desk) => desk.selected?.kind === 'alarm' && desk.selected.id === alarm.id)
  const acting = useActing(alarm)
  const kind = alarmWords(t, alarm)
  const state = stateWords(t, alarm)
  const waits = needsAnswer(alarm)
  const clock = nextClock(alarm)
  const marks = marksOf(t, alarm)
  const device = alarm.deviceName ? format.name(alarm.deviceName) : null
  const severity = t(`words.severity.${alarm.severity}`)
  const hands = (
    <>
      <OwnButton alarm={alarm} />
      {waits && <AcknowledgeButton alarm={alarm} />}
    </>
  )
  return (
    <li className={`alarm alarm-${alarm.severity}${waits ? ' alarm-open' : ''}`} data-row data-alarm={alarm.id} data-state={alarm.state} data-safety={alarm.lifeSafety || undefined} aria-current={chosen || undefined}>
      <button type="button" className="row-open" data-row-open onClick={() => select({ kind: 'alarm', id: alarm.id })} aria-label={t('alarm.row', { severity, kind, place, state })} />
      <SeverityMark severity={alarm.severity} hollow={!waits} />
      <div className="alarm-text">
        <p className="alarm-kind one-line">
          <ExerciseTag alarm={alarm} /> {kind} <span className={`severity-word severity-${alarm.severity}`}>{severity}</span>
        </p>
        <p className="alarm-line one-line">{[place, device].filter(Boolean).join(t('join.dot'))}</p>
        <p className="alarm-line one-line">
          {[state, acting ?? (alarm.state === 'acknowledged' ? t('alarm.nobodyActs') : null)].filter(Boolean).join(t('join.dot'))}
          {alarm.text && alarm.text !== kind && t('join.dot') + alarm.text}
          {clock && (
            <>
              {t('join.dot')}
              <Since at={alarm.raisedAt} />
            </>
          )}
          {alarm.count > 1 && !alarm.chatteringSince && t('join.dot') + t('alarm.times', { count: alarm.count })}
        </p>
      </div>
      <div className="alarm-end">
        <span className="alarm-age">{clock ? <Countdown clock={clock} /> : <Since at={alarm.raisedAt} />}</span>
        {!plan && <span className="alarm-hands">{hands}</span>}
      </div>
      {(marks.length > 0 || held > 0) && (
        <p className="alarm-marks one-line">
          {held > 0 && (
            <button type="button" className="alarm-held" aria-expanded={open} data-held={held} onClick={() => onToggle?.(alarm.id)}>
              {t('alarm.held', { count: held })}
            </button>
          )}
          {marks.map((mark) => (
            <span key={mark}>{mark}</span>
          ))}
        </p>
      )}
      {plan && (
        <div className="alarm-offer">
          <PlanOffer alarm={alarm} plan={plan} />
          <span className="alarm-hands">{hands}</span>
        </div>
      )}
    </li>
  )
})
