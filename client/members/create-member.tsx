import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '#shared/people.ts'
import type { Grant } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { distinct } from './grant-rules.ts'
import { GrantsField } from './grants-field.tsx'
import { HandedOver } from './handed-over.tsx'
import type { MemberDialogProps } from './member-dialog.tsx'
import { PasswordField } from './password-field.tsx'
import { makePassword } from './password-rules.ts'
import { PersonField } from './person-field.tsx'
import { fieldErrors } from './field-errors.ts'

export function CreateMemberDialog({ onChanged, onClose }: Omit<MemberDialogProps, 'member'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { run, busy, failure } = useCommand('member.create')
  const { wrong, rest } = fieldErrors(failure, /^(name|username|password|person)$|^grants\[/)
  const [values, setValues] = useState({ name: '', username: '', password: makePassword(), person: null as string | null, grants: [] as Grant[] })
  const [made, setMade] = useState(false)
  const set = (change: Partial<typeof values>) => setValues((held) => ({ ...held, ...change }))
  /** Who is on file need not be typed again. */
  const link = (person: string | null, chosen: StaffMember | null) =>
    set({ person, ...(chosen ? { name: values.name || format.name(chosen.name), username: values.username || chosen.code.toLowerCase() } : {}) })
  const create = async () => {
    if (!(await run({ ...values, name: values.name.trim(), username: values.username.trim(), grants: distinct(values.grants) }))) return
    onChanged()
    setMade(true)
  }
  if (made) return <HandedOver title={t('office.members.created')} name={values.name} username={values.username} password={values.password} onClose={onClose} />
  return (
    <OfficeForm title={t('office.members.create')} submit={t('office.members.create')} busy={busy} disabled={values.grants.length === 0} failure={rest} onSubmit={() => void create()} onClose={onClose} size="46rem">
      <div className="form-pair">
        <TextInput label={t('office.members.name')} autoComplete="off" required withAsterisk={false} maxLength={60} data-autofocus value={values.name} onChange={(event) => set({ name: event.currentTarget.value })} error={wrong('name')} />
        <TextInput label={t('office.members.username')} description={t('office.members.usernameHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} autoComplete="off" autoCapitalize="none" spellCheck={false} required withAsterisk={false} pattern="[\w.\-]{2,60}" maxLength={60} value={values.username} onChange={(event) => set({ username: event.currentTarget.value })} error={wrong('username')} />
      </div>
      <PasswordField label={t('office.members.initial')} value={values.password} onChange={(password) => set({ password })} error={wrong('password')} />
      <PersonField person={values.person} onChange={link} error={wrong('person')} />
      <GrantsField grants={values.grants} onChange={(grants) => set({ grants })} errorAt={(index) => wrong(`grants[${index}]`)} />
    </OfficeForm>
  )
}
