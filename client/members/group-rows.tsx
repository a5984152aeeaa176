import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { GroupRole } from '#shared/members.ts'
import { may } from '#shared/roles.ts'
import { ScopeField } from '../ui/office-fields.tsx'
import { GrantList } from './grant-words.tsx'
import { RoleField } from './grants-field.tsx'

type Props = { groups: readonly GroupRole[]; readOnly: boolean; onChange: (groups: GroupRole[]) => void; wrong: (field: string) => string | undefined }

/** One line per group: its name as the company's sign-in says it, and the right that it gives. */
export function GroupRows({ groups, readOnly, onChange, wrong }: Props) {
  const { t } = useTranslation()
  if (readOnly) {
    return groups.map(({ group, grant }, index) => (
      <div key={index} className="policy-group">
        <span>{group}</span>
        <GrantList grants={[grant]} none="" />
      </div>
    ))
  }
  const put = (index: number, change: Partial<GroupRole>) => onChange(groups.map((row, at) => (at === index ? { ...row, ...change } : row)))
  return (
    <>
      {groups.length === 0 && <p className="dim">{t('office.members.policy.noGroups')}</p>}
      {groups.map(({ group, grant }, index) => (
        <div key={index} className="policy-group">
          <TextInput label={t('office.members.policy.group')} required withAsterisk={false} maxLength={200} value={group} onChange={(event) => put(index, { group: event.currentTarget.value })} error={wrong(`groups[${index}].group`)} />
          <RoleField role={grant.role} onChange={(role) => put(index, { grant: { ...grant, role } })} error={wrong(`groups[${index}].grant`)} />
          <ScopeField label={t('office.members.rights.scope')} roles={may['policy.change']} value={grant.scope} onChange={(scope) => put(index, { grant: { ...grant, scope } })} />
          <button type="button" className="button button-bare" aria-label={t('office.members.policy.removeGroup', { group })} onClick={() => onChange(groups.filter((_, at) => at !== index))}>
            <span aria-hidden="true">×</span>
          </button>
        </div>
      ))}
      <div>
        <button type="button" className="button" onClick={() => onChange([...groups, { group: '', grant: { role: 'observer', scope: { kind: 'everything' } } }])}>
          {t('office.members.policy.addGroup')}
        </button>
      </div>
    </>
  )
}
