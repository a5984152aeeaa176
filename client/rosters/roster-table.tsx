import { useTranslation } from 'react-i18next'
import { posts, type Post } from '#shared/people.ts'
import { useFormat } from '../i18n/format.ts'
import { OfficeEmpty } from '../ui/office-page.tsx'
import type { RosterAct, RosterPerson, RosterWeek } from './roster-dialog.tsx'
import { barsOf, daysAfter, type Bar } from './week-rules.ts'

type Props = { data: RosterWeek; week: string; today: string; zone: string; post: Post | null; onAct: (act: RosterAct) => void }

/** People as rows, days as columns, shifts as bars where they lie on the day. */
export function RosterTable({ data, week, today, zone, post, onAct }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const days = Array.from({ length: 7 }, (_, i) => daysAfter(week, i))
  const people = data.people
    .filter((person) => post === null || person.post === post || data.shifts.some((shift) => shift.person === person.id && shift.post === post))
    .toSorted((a, b) => posts.indexOf(a.post) - posts.indexOf(b.post))
  if (people.length === 0) return <OfficeEmpty>{t(data.people.length === 0 ? 'office.rosters.nobody' : 'office.rosters.none')}</OfficeEmpty>
  return (
    <div className="office-scroll week-scroll" tabIndex={0} role="region" aria-label={t('office.rosters.grid')}>
      <table className="week">
        <thead>
          <tr>
            <th scope="col">{t('office.rosters.person')}</th>
            {days.map((day) => (
              <th key={day} scope="col" aria-current={day === today ? 'date' : undefined}>
                {format.date(`${day}T12:00:00Z`, 'UTC')}
                {day === today && <span className="week-today">{t('office.rosters.today')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id} data-person={person.code}>
              <th scope="row">
                {format.name(person.name)}
                <span className="dim">{t(`words.post.${person.post}`)}</span>
              </th>
              {barsOf(data.shifts.filter((shift) => shift.person === person.id), days, zone).map((bars, i) => (
                <td key={days[i]} data-today={days[i] === today || undefined}>
                  {bars.map((bar) => (
                    <ShiftBar key={bar.shift.id} bar={bar} person={person} day={days[i] ?? ''} onAct={onAct} />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ShiftBar({ bar, person, day, onAct }: { bar: Bar; person: RosterPerson; day: string; onAct: (act: RosterAct) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { shift, from, to } = bar
  const absent = shift.state === 'absent'
  const track = (
    <span className="shift-track" aria-hidden="true">
      <span style={{ marginInlineStart: `${bar.left}%`, width: `${bar.width}%` }} />
    </span>
  )
  if (!bar.begins) {
    return (
      <div className="shift shift-rest" data-absent={absent || undefined} aria-hidden="true">
        <span className="dim">{t('office.rosters.fromBefore', { time: to })}</span>
        {track}
      </div>
    )
  }
  const said = t('office.rosters.shiftOf', { name: format.name(person.name), date: format.date(`${day}T12:00:00Z`, 'UTC'), from, to, post: t(`words.post.${shift.post}`) })
  return (
    <button type="button" className="shift" data-absent={absent || undefined} aria-label={absent ? t('office.rosters.shiftAbsent', { shift: said }) : said} onClick={() => onAct({ kind: 'shift', shift })}>
      <span className="shift-hours">{t('office.rosters.hours', { from, to })}</span>
      {absent && <span className="shift-absent">✕ {t('office.rosters.absent')}</span>}
      {shift.post !== person.post && <span className="dim">{t(`words.post.${shift.post}`)}</span>}
      {track}
    </button>
  )
}
