import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { grantable } from '#shared/roles.ts'
import { states, type MemberFilter } from './member-filter-rules.ts'

export function MemberFilters({ filter, onChange }: { filter: MemberFilter; onChange: (filter: MemberFilter) => void }) {
  const { t } = useTranslation()
  const all = { value: '', label: t('office.admin.all') }
  return (
    <>
      <TextInput label={t('office.admin.search')} placeholder={t('office.members.filter.search')} type="search" value={filter.words} onChange={(event) => onChange({ ...filter, words: event.currentTarget.value })} />
      <Select
        label={t('office.members.filter.role')}
        data={[all, ...grantable.map((value) => ({ value, label: t(`office.admin.role.${value}`) }))]}
        allowDeselect={false}
        value={filter.role ?? ''}
        onChange={(role) => onChange({ ...filter, role: grantable.find((each) => each === role) ?? null })}
      />
      <Select
        label={t('office.members.filter.state')}
        data={[all, ...states.map((value) => ({ value, label: t(`office.members.filter.${value}`) }))]}
        allowDeselect={false}
        value={filter.state ?? ''}
        onChange={(state) => onChange({ ...filter, state: states.find((each) => each === state) ?? null })}
      />
    </>
  )
}
