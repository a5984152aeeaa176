import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import type { Timeline } from '#shared/queries.ts'
import { useFormat } from '../i18n/format.ts'
import { pathOf } from './path-rules.ts'

/** The states it went through, one after the other, the last one standing out. */
export function AlarmPath({ alarm, timeline, zone }: { alarm: Alarm; timeline: Timeline; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const path = pathOf(timeline, alarm.latching ?? false, alarm.state)
  if (path.length === 0) return null
  return (
    <ol className="alarm-path" aria-label={t('alarmSheet.path')}>
      {path.map((step, index) => (
        <li key={step.at + step.state} data-state={step.state} aria-current={index === path.length - 1 ? 'step' : undefined}>
          <span>{t(`words.alarmState.${step.state}`)}</span>
          <small>
            <time dateTime={step.at} title={format.moment(step.at, zone)}>
              {format.timeSeconds(step.at, zone)}
            </time>
            {step.by && ` ${step.by}`}
          </small>
        </li>
      ))}
    </ol>
  )
}
