import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { posts, skills, type Post, type Skill, type StaffMember } from '#shared/people.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import type { StaffDialogProps } from './staff-dialog.tsx'

const phoneForm = '\\+?[\\d \\-]{5,24}'

/** Somebody new where `person` is null, else a change of who is there. */
export function StaffForm({ person, community, onChanged, onClose }: StaffDialogProps & { person: StaffMember | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const join = useCommand('person.join')
  const change = useCommand('person.change')
  const [values, setValues] = useState({
    code: person?.code ?? '', zh: person?.name.zh ?? '', en: person && person.name.en !== person.name.zh ? person.name.en : '',
    post: (person?.post ?? 'repair') as Post, skills: person?.skills ?? [], grid: person?.grid ?? '', phone: '', removePhone: false,
  })
  const set = (more: Partial<typeof values>) => setValues((held) => ({ ...held, ...more }))
  const failure = join.failure ?? change.failure
  const wrong = (field: string) => failure?.problem?.errors?.find((error) => error.field === field)?.message
  const save = async () => {
    const about = { name: { zh: values.zh.trim(), en: values.en.trim() || values.zh.trim() }, post: values.post, skills: values.skills, grid: values.grid.trim() || null }
    const phone = values.phone.trim()
    const reply = person
      ? await change.run({ version: person.version, ...about, ...(values.removePhone ? { phone: null } : phone === '' ? {} : { phone }) }, person.id)
      : await join.run({ community, code: values.code, ...about, phone: phone || null })
    onChanged()
    if (!reply) return
    say(t(person ? 'office.people.changed' : 'office.people.joined', { name: format.name(about.name) }))
    onClose()
  }
  const title = person ? t('office.people.changeOf', { name: format.name(person.name) }) : t('office.people.add')
  return (
    <OfficeForm title={title} submit={t('office.people.save')} busy={join.busy || change.busy} failure={failure} onSubmit={() => void save()} onClose={onClose}>
      {!person && <TextInput label={t('office.people.code')} description={t('office.people.codeHint')} required withAsterisk={false} maxLength={60} autoComplete="off" data-autofocus value={values.code} onChange={(event) => set({ code: event.currentTarget.value })} error={wrong('code')} />}
      <div className="form-pair">
        <TextInput label={t('office.people.nameZh')} required withAsterisk={false} maxLength={200} autoComplete="off" value={values.zh} onChange={(event) => set({ zh: event.currentTarget.value })} />
        <TextInput label={t('office.people.nameEn')} placeholder={t('office.people.nameEnHint')} maxLength={200} autoComplete="off" value={values.en} onChange={(event) => set({ en: event.currentTarget.value })} />
      </div>
      <div className="form-pair">
        <Select label={t('office.people.post')} data={posts.map((value) => ({ value, label: t(`words.post.${value}`) }))} value={values.post} onChange={(value) => set({ post: posts.find((one) => one === value) ?? values.post })} allowDeselect={false} />
        <TextInput label={t('office.people.grid')} maxLength={60} autoComplete="off" value={values.grid} onChange={(event) => set({ grid: event.currentTarget.value })} />
      </div>
      <Skills chosen={values.skills} onChange={(chosen) => set({ skills: chosen })} />
      <TextInput
        label={t('office.people.phone')}
        description={person?.phone ? `${person.phone} · ${t('office.people.phoneKeep')}` : undefined}
        type="tel"
        pattern={phoneForm}
        maxLength={25}
        autoComplete="off"
        disabled={values.removePhone}
        value={values.phone}
        onChange={(event) => set({ phone: event.currentTarget.value })}
        error={wrong('phone')}
      />
      {person?.phone && (
        <label className="staff-check">
          <input type="checkbox" checked={values.removePhone} onChange={(event) => set({ removePhone: event.currentTarget.checked })} />
          {t('office.people.phoneRemove')}
        </label>
      )}
    </OfficeForm>
  )
}

function Skills({ chosen, onChange }: { chosen: readonly Skill[]; onChange: (chosen: Skill[]) => void }) {
  const { t } = useTranslation()
  return (
    <fieldset className="staff-skills">
      <legend>{t('office.people.skills')}</legend>
      {skills.map((skill) => (
        <label key={skill} className="staff-check">
          <input type="checkbox" checked={chosen.includes(skill)} onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, skill] : chosen.filter((one) => one !== skill))} />
          {t(`words.skill.${skill}`)}
        </label>
      ))}
    </fieldset>
  )
}
