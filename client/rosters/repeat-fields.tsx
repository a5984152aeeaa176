import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { longest, weekdays, type Repeat } from './repeat-rules.ts'
import { useWeekday } from './rule-words.ts'

const kinds = ['days', 'weeks', 'months'] as const

const blank: Record<Repeat['kind'], Repeat> = {
  days: { kind: 'days', every: 1 },
  weeks: { kind: 'weeks', every: 1, days: ['MO', 'TU', 'WE', 'TH', 'FR'] },
  months: { kind: 'months', every: 1, day: 1 },
}

/** How often: every so many days, on days of the week, or on a day of the month. */
export function RepeatFields({ value, onChange }: { value: Repeat; onChange: (value: Repeat) => void }) {
  const { t } = useTranslation()
  const whole = (text: string, most: number) => Math.min(most, Math.max(1, Math.floor(Number(text)) || 1))
  return (
    <fieldset className="repeat">
      <legend>{t('office.rosters.repeat')}</legend>
      <div className="repeat-kinds">
        {kinds.map((kind) => (
          <label key={kind}>
            <input type="radio" name="repeat" checked={value.kind === kind} onChange={() => onChange(blank[kind])} />
            {t(`office.rosters.${kind}`)}
          </label>
        ))}
      </div>
      <div className="repeat-every">
        <TextInput type="number" label={t('office.rosters.every')} min={1} max={longest[value.kind]} value={String(value.every)} onChange={(event) => onChange({ ...value, every: whole(event.currentTarget.value, longest[value.kind]) })} />
        <span>{t(`office.rosters.unit.${value.kind}`, { count: value.every })}</span>
        {value.kind === 'months' && <TextInput type="number" label={t('office.rosters.monthDay')} min={1} max={31} value={String(value.day)} onChange={(event) => onChange({ ...value, day: whole(event.currentTarget.value, 31) })} />}
      </div>
      {value.kind === 'weeks' && <Weekdays value={value} onChange={onChange} />}
    </fieldset>
  )
}

function Weekdays({ value, onChange }: { value: Extract<Repeat, { kind: 'weeks' }>; onChange: (value: Repeat) => void }) {
  const { t } = useTranslation()
  const weekday = useWeekday()
  return (
    <div className="repeat-days" role="group" aria-label={t('office.rosters.weekdays')}>
      {weekdays.map((day) => (
        <label key={day}>
          <input type="checkbox" checked={value.days.includes(day)} onChange={(event) => onChange({ ...value, days: weekdays.filter((one) => (one === day ? event.currentTarget.checked : value.days.includes(one))) })} />
          {weekday(day)}
        </label>
      ))}
      {value.days.length === 0 && <p role="status">{t('office.rosters.pickDay')}</p>}
    </div>
  )
}
