import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { may, grantable, type Grant, type GrantableRole } from '#shared/roles.ts'
import { meQuery } from '../live/session.ts'
import { ScopeField, scopesOf } from '../ui/office-fields.tsx'
import { useGrantWords } from './grant-words.tsx'

type Props = { grants: readonly Grant[]; onChange: (grants: Grant[]) => void; errorAt?: (index: number) => string | undefined }

/** Rows of role and scope; scopes that are not one's own to give are not offered. */
export function GrantsField({ grants, onChange, errorAt = () => undefined }: Props) {
  const { t } = useTranslation()
  const words = useGrantWords()
  const { data: me } = useQuery(meQuery)
  const [first] = me ? scopesOf(me, may['member.change']) : []
  const put = (index: number, change: Partial<Grant>) => onChange(grants.map((grant, at) => (at === index ? { ...grant, ...change } : grant)))
  return (
    <fieldset className="grants">
      <legend>{t('office.members.rights.title')}</legend>
      {grants.length === 0 && <p className="dim">{t('office.members.rights.none')}</p>}
      {grants.map((grant, index) => (
        <div key={index} className="grant">
          <RoleField role={grant.role} onChange={(role) => put(index, { role })} error={errorAt(index)} />
          <ScopeField label={t('office.members.rights.scope')} roles={may['member.change']} value={grant.scope} onChange={(scope) => put(index, { scope })} />
          <button type="button" className="button button-bare" aria-label={t('office.members.rights.remove', { right: words(grant) })} onClick={() => onChange(grants.filter((_, at) => at !== index))}>
            <span aria-hidden="true">×</span>
          </button>
        </div>
      ))}
      {first && (
        <button type="button" className="button" onClick={() => onChange([...grants, { role: 'observer', scope: first }])}>
          {t('office.members.rights.add')}
        </button>
      )}
    </fieldset>
  )
}

export function RoleField({ role, onChange, error }: { role: GrantableRole; onChange: (role: GrantableRole) => void; error?: string | undefined }) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('office.members.rights.role')}
      data={grantable.map((value) => ({ value, label: t(`office.admin.role.${value}`) }))}
      value={role}
      onChange={(value) => {
        const chosen = grantable.find((each) => each === value)
        if (chosen) onChange(chosen)
      }}
      allowDeselect={false}
      error={error}
    />
  )
}
