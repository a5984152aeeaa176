import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '#shared/people.ts'
import { may } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { CommunityField } from '../ui/office-fields.tsx'
import { useKnownStaff, useStaff } from './staff.ts'

type Props = { person: string | null; onChange: (person: string | null, chosen: StaffMember | null) => void; error?: string | undefined }

/** The member of staff behind a sign-in: first where they work, then who they are. */
export function PersonField({ person, onChange, error }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const [picked, setCommunity] = useState<string | null>(null)
  const known = useKnownStaff(person !== null)
  const linked = person === null ? null : known(person)
  const community = picked ?? linked?.community ?? null
  const { data: staff = [] } = useStaff(community)
  const here = staff.filter(({ leftAt }) => !leftAt).map((row) => ({ value: row.id, label: `${format.name(row.name)}${t('join.dot')}${t(`words.post.${row.post}`)}${t('join.dot')}${row.code}` }))
  const elsewhere = person !== null && !here.some(({ value }) => value === person) ? [{ value: person, label: linked ? format.name(linked.name) : t('office.members.person.keep') }] : []
  return (
    <div className="form-pair">
      <CommunityField label={t('office.members.person.community')} roles={may['member.change']} value={community} onChange={setCommunity} />
      <Select
        label={t('office.members.person.label')}
        description={t('office.members.person.hint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[{ value: '', label: t('office.members.person.none') }, ...elsewhere, ...here]}
        value={person ?? ''}
        onChange={(value) => onChange(value || null, staff.find(({ id }) => id === value) ?? null)}
        allowDeselect={false}
        searchable
        error={error}
      />
    </div>
  )
}
