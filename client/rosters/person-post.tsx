import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { posts, type Post } from '#shared/people.ts'
import { useFormat } from '../i18n/format.ts'
import type { RosterPerson } from './roster-dialog.tsx'

export type PersonPost = { person: string; post: Post }

/** Who, and at which post: their own unless another is chosen. */
export function PersonPostFields({ people, value, onChange, error }: { people: readonly RosterPerson[]; value: PersonPost; onChange: (value: PersonPost) => void; error: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const pick = (id: string | null) => {
    const person = people.find((one) => one.id === id)
    if (person) onChange({ person: person.id, post: person.post })
  }
  return (
    <div className="form-pair">
      <Select label={t('office.rosters.person')} placeholder={t('office.rosters.choose')} data={people.map((one) => ({ value: one.id, label: `${format.name(one.name)} · ${one.code}` }))} value={value.person || null} onChange={pick} searchable openOnFocus={false} allowDeselect={false} error={error} data-autofocus />
      <Select label={t('office.rosters.post')} data={posts.map((one) => ({ value: one, label: t(`words.post.${one}`) }))} value={value.post} onChange={(one) => onChange({ ...value, post: posts.find((post) => post === one) ?? value.post })} allowDeselect={false} />
    </div>
  )
}
