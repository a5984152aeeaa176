import { useTranslation } from 'react-i18next'
import type { Post } from '#shared/people.ts'
import { useFormat } from '../i18n/format.ts'
import { OfficeEmpty, OfficeTable } from '../ui/office-page.tsx'
import type { RosterAct, RosterWeek } from './roster-dialog.tsx'
import { useRuleWords } from './rule-words.ts'
import { clockAfter } from './week-rules.ts'

/** What repeats, in words, and its end. */
export function RosterList({ data, post, onAct }: { data: RosterWeek; post: Post | null; onAct: ((act: RosterAct) => void) | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useRuleWords()
  const people = new Map(data.people.map((person) => [person.id, person]))
  const shown = data.rosters.filter((roster) => post === null || roster.post === post)
  const day = (date: string) => format.date(`${date}T12:00:00Z`, 'UTC')
  return (
    <section className="roster-list" aria-label={t('office.rosters.rules')}>
      <h2>{t('office.rosters.rules')}</h2>
      {shown.length === 0 ? (
        <OfficeEmpty>{t('office.rosters.noRules')}</OfficeEmpty>
      ) : (
        <OfficeTable label={t('office.rosters.rules')} head={[t('office.rosters.person'), t('office.rosters.post'), t('office.rosters.column.rule'), t('office.rosters.column.hours'), t('office.rosters.column.span'), '']}>
          {shown.map((roster) => {
            const person = people.get(roster.person)
            return (
              <tr key={roster.id}>
                <td>
                  <b>{person ? format.name(person.name) : '–'}</b>
                </td>
                <td>{t(`words.post.${roster.post}`)}</td>
                <td>{words(roster)}</td>
                <td>{t('office.rosters.hours', { from: roster.startsAt, to: clockAfter(roster.startsAt, roster.minutes) })}</td>
                <td>{roster.until ? t('office.rosters.spanned', { from: day(roster.startsOn), to: day(roster.until) }) : t('office.rosters.open', { from: day(roster.startsOn) })}</td>
                <td>
                  {onAct && (
                    <button type="button" className="button" aria-label={t('office.rosters.endOf', { name: person ? format.name(person.name) : '–' })} onClick={() => onAct({ kind: 'end', roster })}>
                      {t('office.rosters.end')}
                    </button>
                  )}
                </td>
              </tr>
            )
          })}
        </OfficeTable>
      )}
    </section>
  )
}
