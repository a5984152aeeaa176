import { useTranslation } from 'react-i18next'
import { isActive, isAside, needsAnswer, type Alarm, type AlarmClock } from '#shared/alarms.ts'
import { useFormat } from '../i18n/format.ts'
import { useNow } from '../live/now.ts'

/** Every clock of an alarm: kept, kept late, owed and late, or still running. */
export function AlarmClocks({ alarm, zone }: { alarm: Alarm; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const said = (clock: AlarmClock): { words: string; tone: string } => {
    const over = ((clock.kept ? Date.parse(clock.kept) : now) - Date.parse(clock.by)) / 1000
    if (clock.kept) return over > 0 ? { words: t('alarmSheet.keptLate', { time: format.span(over) }), tone: 'late' } : { words: t('alarmSheet.kept', { time: format.timeSeconds(clock.kept, zone) }), tone: 'dim' }
    const owed = !isAside(alarm) && (isActive(alarm) || (clock.kind === 'answer' && needsAnswer(alarm)))
    if (!owed) return { words: clock.late ? t('alarmSheet.over') : '–', tone: clock.late ? 'late' : 'dim' }
    return over > 0 ? { words: t('alarmSheet.late', { time: format.span(over) }), tone: 'late' } : { words: t('alarmSheet.left', { time: format.span(over) }), tone: '' }
  }
  return (
    <ul className="lines" data-testid="alarm-clocks">
      {(alarm.clocks ?? []).map((clock) => {
        const { words, tone } = said(clock)
        return (
          <li key={clock.kind} data-clock={clock.kind}>
            <span>
              {t(`alarm.clock.${clock.kind}`)}{' '}
              <time className="dim" dateTime={clock.by} title={format.moment(clock.by, zone)}>
                {format.timeSeconds(clock.by, zone)}
              </time>
            </span>
            <span className={tone}>{words}</span>
          </li>
        )
      })}
    </ul>
  )
}
