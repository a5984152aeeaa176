import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { stateOf, weeksOf, type Days } from './calendar-rules.ts'

type Props = { year: number; days: Days; today: string; onPress: ((day: string) => void) | null }

/** Twelve months of small days; those that are otherwise than their weekday stand out. */
export function CalendarYear({ year, ...props }: Props) {
  return (
    <div className="calendar-year">
      {Array.from({ length: 12 }, (_, index) => (
        <Month key={index} month={`${year}-${String(index + 1).padStart(2, '0')}`} {...props} />
      ))}
    </div>
  )
}

function Month({ month, days, today, onPress }: Omit<Props, 'year'> & { month: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const locale = format.language === 'zh' ? 'zh-CN' : 'en-GB'
  const title = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`))
  const label = (day: string): string => {
    const [date, state] = [format.date(`${day}T12:00:00Z`, 'UTC'), t(`office.calendars.state.${stateOf(day, days)}`)]
    const name = days.holidays.find((holiday) => holiday.day === day)?.name
    return name ? t('office.calendars.dayNamed', { date, state, name }) : t('office.calendars.day', { date, state })
  }
  return (
    <section className="calendar-month" aria-label={title}>
      <h2>{title}</h2>
      <div className="calendar-days">
        {weeksOf(month).flat().map((day, index) =>
          day === null ? (
            <span key={index} />
          ) : (
            <button key={day} type="button" disabled={onPress === null} data-state={stateOf(day, days)} aria-current={day === today ? 'date' : undefined} aria-label={label(day)} title={label(day)} onClick={() => onPress?.(day)}>
              {Number(day.slice(8))}
            </button>
          ),
        )}
      </div>
    </section>
  )
}
