import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '#shared/people.ts'
import { useFormat } from '../i18n/format.ts'
import { ask, Refused } from '../live/api.ts'
import { useSees } from '../live/session.ts'
import { sayFailure } from '../ui/notices.ts'
import type { StaffAct } from './staff-dialog.tsx'

/** `until`: when their shift ends, null off duty, undefined while that is not known. */
export function StaffRow({ person, until, onAct }: { person: StaffMember; until: string | null | undefined; onAct: ((act: StaffAct) => void) | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <tr data-person={person.code}>
      <td>
        <b>{format.name(person.name)}</b>
        <div className="dim">{person.code}</div>
      </td>
      <td>{t(`words.post.${person.post}`)}</td>
      <td>{person.skills.map((skill) => t(`words.skill.${skill}`)).join(t('join.dot')) || <span className="dim">–</span>}</td>
      <td>{person.grid ?? <span className="dim">–</span>}</td>
      <td>{until === undefined ? '–' : until === null ? <span className="dim">{t('office.people.offDuty')}</span> : t('office.people.onDuty', { time: until })}</td>
      <td>
        <Phone person={person} />
      </td>
      <td>
        {onAct && (
          <div className="staff-acts">
            <button type="button" className="button" aria-label={t('office.people.changeOf', { name: format.name(person.name) })} onClick={() => onAct({ kind: 'change', person })}>
              {t('office.people.change')}
            </button>
            <button type="button" className="button" aria-label={t('office.people.leaveOf', { name: format.name(person.name) })} onClick={() => onAct({ kind: 'leave', person })}>
              {t('office.people.leave')}
            </button>
          </div>
        )}
      </td>
    </tr>
  )
}

/** Masked, and whole on a click that is written down. */
function Phone({ person }: { person: StaffMember }) {
  const { t } = useTranslation()
  const format = useFormat()
  const judged = useSees()
  const [whole, setWhole] = useState<string | null>(null)
  if (person.phone === null) return <span className="dim">{t('office.people.noPhone')}</span>
  if (whole !== null) {
    return (
      <span className="staff-phone" role="status">
        {whole}
        <span className="dim">{t('office.people.shown')}</span>
      </span>
    )
  }
  const show = () =>
    ask('personContact', {}, person.id).then(
      ({ phone }) => setWhole(phone ?? '–'),
      (error: unknown) => sayFailure({ problem: error instanceof Refused ? error.problem : null }),
    )
  return (
    <span className="staff-phone">
      {person.phone}
      {judged('personContact', person.community) === 'yes' && (
        <button type="button" className="link" title={t('office.people.showHint')} aria-label={t('office.people.showOf', { name: format.name(person.name) })} onClick={() => void show()}>
          {t('office.people.show')}
        </button>
      )}
    </span>
  )
}
