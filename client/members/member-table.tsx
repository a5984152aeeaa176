import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '#shared/people.ts'
import { useFormat } from '../i18n/format.ts'
import { meQuery } from '../live/session.ts'
import { OfficeTable } from '../ui/office-page.tsx'
import { GrantList } from './grant-words.tsx'
import type { MemberAct } from './member-dialog.tsx'
import type { MemberRow } from './member-filter-rules.ts'
import { useKnownStaff } from './staff.ts'

/** Rows that are drawn at once: beyond these nobody reads, they filter. */
const drawn = 200

export function MemberTable({ members, onAct }: { members: MemberRow[]; onAct: (act: MemberAct) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: me, dataUpdatedAt: now } = useQuery(meQuery)
  const known = useKnownStaff(members.some(({ person }) => person !== null))
  const heads = ['name', 'username', 'rights', 'person', 'factor', 'source', 'active'] as const
  const personWords = (person: StaffMember | null) => (person ? format.name(person.name) : t('office.members.linked'))
  return (
    <>
      <OfficeTable label={t('office.members.title')} head={[...heads.map((head) => t(`office.members.head.${head}`)), <span key="acts" className="unseen">{t('office.admin.actions')}</span>]}>
        {members.slice(0, drawn).map((member) => (
          <tr key={member.id} className={member.disabledAt ? 'member-off' : undefined}>
            <td>
              {member.name}
              {member.disabledAt && <span className="tag">{t('office.members.disabledSince', { time: format.date(member.disabledAt) })}</span>}
            </td>
            <td>{member.username}</td>
            <td>
              <GrantList grants={member.grants} none={t('office.members.noRights')} />
            </td>
            <td>{member.person ? personWords(known(member.person)) : '—'}</td>
            <td>{member.source === 'company' ? '—' : t(member.secondFactor ? 'office.members.factorOn' : 'office.members.factorOff')}</td>
            <td>{t(`office.members.source.${member.source}`)}</td>
            <td>{member.activeAt ? t('office.members.ago', { age: format.age((Math.max(now, Date.parse(member.activeAt)) - Date.parse(member.activeAt)) / 1000) }) : t('office.members.never')}</td>
            <td>
              <Acts member={member} self={member.user === me?.user.id} onAct={onAct} />
            </td>
          </tr>
        ))}
      </OfficeTable>
      <p className="dim" role="status">
        {members.length > drawn ? t('office.members.more', { count: members.length - drawn }) : t('office.members.count', { count: members.length })}
      </p>
    </>
  )
}

/** Nobody disables or resets themselves: the server refuses it, and there is the own account for the rest. */
function Acts({ member, self, onAct }: { member: MemberRow; self: boolean; onAct: (act: MemberAct) => void }) {
  const { t } = useTranslation()
  const item = (kind: Exclude<MemberAct['kind'], 'create'>, danger = false) => (
    <Menu.Item onClick={() => onAct({ kind, member })} {...(danger ? { className: 'member-danger' } : {})}>
      {t(kind === 'sessions' ? 'office.members.session.show' : `office.members.${kind}`)}
    </Menu.Item>
  )
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <button type="button" className="button" aria-label={`${t('office.admin.actions')}${t('join.colon')}${member.name}`}>
          {t('office.admin.actions')}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {item('change')}
        {item('sessions')}
        {!self && member.source === 'password' && item('reset')}
        {!self && (member.disabledAt ? item('enable') : item('disable', true))}
      </Menu.Dropdown>
    </Menu>
  )
}
