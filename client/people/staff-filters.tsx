import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { posts, skills } from '#shared/people.ts'
import { sees } from '#shared/roles.ts'
import { CommunityField } from '../ui/office-fields.tsx'
import type { StaffFilter } from './staff-rules.ts'

type Props = { community: string; onCommunity: (id: string | null) => void; filter: StaffFilter; onFilter: (filter: StaffFilter) => void }

export function StaffFilters({ community, onCommunity, filter, onFilter }: Props) {
  const { t } = useTranslation()
  const post = posts.find((one) => one === filter.post) ?? ''
  const skill = skills.find((one) => one === filter.skill) ?? ''
  return (
    <>
      <CommunityField value={community} onChange={onCommunity} roles={sees.staff} />
      <TextInput type="search" label={t('office.admin.search')} placeholder={t('office.people.search')} value={filter.words} onChange={(event) => onFilter({ ...filter, words: event.currentTarget.value })} />
      <Select
        label={t('office.people.post')}
        data={[{ value: '', label: t('office.people.anyPost') }, ...posts.map((value) => ({ value, label: t(`words.post.${value}`) }))]}
        value={post}
        onChange={(value) => onFilter({ ...filter, post: posts.find((one) => one === value) ?? null })}
        allowDeselect={false}
      />
      <Select
        label={t('office.people.skill')}
        data={[{ value: '', label: t('office.people.anySkill') }, ...skills.map((value) => ({ value, label: t(`words.skill.${value}`) }))]}
        value={skill}
        onChange={(value) => onFilter({ ...filter, skill: skills.find((one) => one === value) ?? null })}
        allowDeselect={false}
      />
    </>
  )
}
