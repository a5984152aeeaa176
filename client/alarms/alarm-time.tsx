import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useNow } from '../live/now.ts'
import { clockAt, type RunningClock } from './clock-rules.ts'

/** How long it has stood. Of a list only these words change with the second. */
export function Since({ at }: { at: string }) {
  const format = useFormat()
  const now = useNow()
  return (
    <time dateTime={at} title={format.moment(at)}>
      {format.since((now - Date.parse(at)) / 1000)}
    </time>
  )
}

/** Counts down to what the law or the field demands, then says how late it is. */
export function Countdown({ clock }: { clock: RunningClock }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { left, tone } = clockAt(clock, useNow())
  return (
    <time className={`alarm-clock alarm-clock-${tone}`} dateTime={new Date(clock.by).toISOString()} title={format.moment(clock.by)} data-clock={clock.kind} data-tone={tone}>
      <small>{t(tone === 'late' ? 'alarm.clockLate' : 'alarm.clockLeft', { what: t(`alarm.clock.${clock.kind}`) })}</small> {format.span(left)}
    </time>
  )
}
