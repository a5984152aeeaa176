import { Button, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkCalendar } from '#shared/promises.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { now } from '../live/now.ts'
import '../ui/form.css'
import { say } from '../ui/notices.ts'
import type { OfficePlace } from '../ui/office-place.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { pressed, spansOf, withLines, yearsMissing, type Days } from './calendar-rules.ts'
import { CalendarYear } from './calendar-year.tsx'
import './calendars.css'

type Props = { place: OfficePlace; own: WorkCalendar | null; held: WorkCalendar; readOnly: boolean; onChanged: () => void }
type Draft = Days & Pick<WorkCalendar, 'opensAt' | 'closesAt'>

/** A calendar to look at and to change: the week, its hours, and the days that are otherwise. */
export function CalendarForm({ place, own, held, readOnly, onChanged }: Props) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('calendar.change')
  const before: Draft = { weekdays: held.weekdays, opensAt: held.opensAt, closesAt: held.closesAt, holidays: held.holidays, workdays: held.workdays }
  const [draft, setDraft] = useState(before)
  const today = new Date(now()).toISOString().slice(0, 10)
  const [year, setYear] = useState(Number(today.slice(0, 4)))
  const put = (more: Partial<Draft>) => setDraft((was) => ({ ...was, ...more }))
  const badHours = draft.opensAt >= draft.closesAt
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const { region, community } = place
    if (!(await run({ region: community === null ? region : null, community, version: own?.version ?? null, ...draft }))) return
    say(t('office.calendars.saved'))
    onChanged()
  }
  return (
    <form className="form calendar" onSubmit={(event) => void save(event)}>
      {yearsMissing(draft.holidays, today).map((one) => (
        <p key={one} className="calendar-missing" role="alert">
          {t('office.calendars.missing', { year: String(one) })}
        </p>
      ))}
      {own === null && <p className="dim">{t('office.calendars.ownNote', { of: t(held.region !== null ? 'office.calendars.ofRegion' : 'office.calendars.ofCompany') })}</p>}
      <div className="calendar-week">
        <Weekdays weekdays={draft.weekdays} readOnly={readOnly} onChange={(weekdays) => put({ weekdays })} />
        <TextInput type="time" label={t('office.calendars.opensAt')} value={draft.opensAt} onChange={(event) => put({ opensAt: event.currentTarget.value })} readOnly={readOnly} required withAsterisk={false} />
        <TextInput type="time" label={t('office.calendars.closesAt')} value={draft.closesAt} onChange={(event) => put({ closesAt: event.currentTarget.value })} readOnly={readOnly} required withAsterisk={false} error={badHours && t('office.calendars.badHours')} />
        <p className="dim">{t('office.calendars.hoursHint')}</p>
      </div>
      <nav className="calendar-years" aria-label={t('office.calendars.list')}>
        <button type="button" className="button" aria-label={t('office.calendars.previous')} onClick={() => setYear(year - 1)}>←</button>
        <strong role="status">{t('office.calendars.year', { year: String(year) })}</strong>
        <button type="button" className="button" aria-label={t('office.calendars.next')} onClick={() => setYear(year + 1)}>→</button>
        {!readOnly && <span className="dim">{t('office.calendars.legend')}</span>}
      </nav>
      <CalendarYear year={year} days={draft} today={today} onPress={readOnly ? null : (day) => setDraft((was) => ({ ...was, ...pressed(day, was, t('office.calendars.free')) }))} />
      <YearList year={year} days={draft} />
      {!readOnly && <Paste days={draft} onRead={(days) => { put(days); const first = days.holidays.at(-1)?.day; if (first) setYear(Number(first.slice(0, 4))) }} />}
      <ProblemNote failure={failure} />
      {!readOnly && (
        <div className="dialog-foot">
          <Button variant="subtle" onClick={() => setDraft(before)}>{t('office.calendars.reset')}</Button>
          <Button type="submit" loading={busy} disabled={badHours || draft.weekdays.length === 0 || (own !== null && JSON.stringify(draft) === JSON.stringify(before))}>{t('office.calendars.save')}</Button>
        </div>
      )}
    </form>
  )
}

function Weekdays({ weekdays, readOnly, onChange }: { weekdays: readonly number[]; readOnly: boolean; onChange: (weekdays: number[]) => void }) {
  const { t } = useTranslation()
  const format = useWeekdayWords()
  const all = [1, 2, 3, 4, 5, 6, 7]
  return (
    <fieldset className="calendar-weekdays" disabled={readOnly}>
      <legend>{t('office.calendars.weekdays')}</legend>
      {all.map((weekday) => (
        <label key={weekday}>
          <input type="checkbox" checked={weekdays.includes(weekday)} onChange={() => onChange(all.filter((one) => (one === weekday ? !weekdays.includes(one) : weekdays.includes(one))))} />
          {format(weekday)}
        </label>
      ))}
    </fieldset>
  )
}

/** 1 Monday to 7 Sunday, in words; 5 January 2026 was a Monday. */
function useWeekdayWords(): (weekday: number) => string {
  const { language } = useFormat()
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone: 'UTC' })
  return (weekday) => format.format(Date.UTC(2026, 0, 4 + weekday))
}

/** The year's holidays in words, for whoever would rather read than count squares. */
function YearList({ year, days }: { year: number; days: Days }) {
  const { t } = useTranslation()
  const spans = spansOf(days.holidays, year)
  const workdays = days.workdays.filter((day) => day.startsWith(`${year}-`)).toSorted()
  return (
    <section aria-label={t('office.calendars.list')} className="calendar-list">
      {spans.length === 0 && <p className="dim">{t('office.calendars.noDays', { year: String(year) })}</p>}
      <ul>
        {spans.map(({ name, from, to }) => (
          <li key={from}>
            {name} <span className="dim">{from === to ? from.slice(5) : `${from.slice(5)} – ${to.slice(5)}`}</span>
          </li>
        ))}
      </ul>
      {workdays.length > 0 && <p>{t('office.calendars.worksOn', { days: workdays.map((day) => day.slice(5)).join(' · ') })}</p>}
    </section>
  )
}

function Paste({ days, onRead }: { days: Days; onRead: (days: Days) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [said, setSaid] = useState('')
  const read = () => {
    const { days: result, count, wrong } = withLines(days, text, t('office.calendars.free'))
    if (count > 0) onRead(result)
    setText(wrong.join('\n'))
    setSaid([count > 0 ? t('office.calendars.added', { days: String(count) }) : '', wrong.length > 0 ? t('office.calendars.wrongLines', { lines: wrong.join(' / ').slice(0, 200) }) : ''].filter((one) => one !== '').join(' '))
  }
  return (
    <section className="calendar-paste">
      <Textarea label={t('office.calendars.paste')} description={t('office.calendars.pasteHint')} value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={3} maxRows={12} />
      <button type="button" className="button" disabled={text.trim() === ''} onClick={read}>{t('office.calendars.add')}</button>
      <p role="status">{said}</p>
    </section>
  )
}
