import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import { isDrill } from '#shared/drills.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { select, useDesk } from '../ui/desk-state.ts'
import { DrillTag } from '../ui/drill-tag.tsx'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { AcknowledgeButton } from './acknowledge-button.tsx'
import { needsAnswer } from './fold-rules.ts'

export function AlarmRow({ alarm, place, now }: { alarm: Alarm; place: string; now: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const chosen = useDesk((desk) => desk.selected?.kind === 'alarm' && desk.selected.id === alarm.id)
  const kind = alarmWords(t, alarm)
  const age = format.since((now - Date.parse(alarm.raisedAt)) / 1000)
  const state = stateWords(t, alarm)
  const where = place || t('alarm.wholeCommunity')
  const open = needsAnswer(alarm)
  return (
    <li className={`alarm alarm-${alarm.severity}${open ? ' alarm-open' : ''}`} data-row data-alarm={alarm.id} data-state={alarm.state} aria-current={chosen || undefined}>
      <button
        type="button"
        className="row-open"
        data-row-open
        onClick={() => select({ kind: 'alarm', id: alarm.id })}
        aria-label={t('alarm.row', { severity: t(`words.severity.${alarm.severity}`), kind, place: where, state, age })}
      />
      <SeverityMark severity={alarm.severity} hollow={!open} />
      <div className="alarm-text">
        <p className="alarm-kind one-line">
          {isDrill(alarm.mode) && <DrillTag />} {kind}
        </p>
        <p className="alarm-line one-line">{[where, alarm.deviceName ? format.name(alarm.deviceName) : null].filter(Boolean).join(t('join.dot'))}</p>
        <p className="alarm-line one-line">{[state, alarm.count > 1 ? t('alarm.times', { count: alarm.count }) : null].filter(Boolean).join(t('join.dot'))}</p>
      </div>
      <div className="alarm-end">
        <span className="alarm-age">{age}</span>
        {open && <AcknowledgeButton alarm={alarm} />}
      </div>
    </li>
  )
}

export function stateWords(t: TFunction, alarm: Alarm): string {
  if (alarm.state === 'acknowledged' && alarm.acknowledgedBy) return t('alarm.ackedBy', { who: alarm.acknowledgedBy })
  return t(`words.alarmState.${alarm.state}`)
}
