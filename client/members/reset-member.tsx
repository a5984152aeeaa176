import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../live/command-state.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { fieldErrors } from './field-errors.ts'
import { HandedOver } from './handed-over.tsx'
import type { MemberDialogProps } from './member-dialog.tsx'
import { PasswordField } from './password-field.tsx'
import { makePassword } from './password-rules.ts'

/** For who has lost the password or the phone. */
export function ResetMemberDialog({ member, onChanged, onClose }: MemberDialogProps) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('member.reset')
  const { wrong, rest } = fieldErrors(failure, /^password$/)
  const [password, setPassword] = useState(makePassword)
  const [done, setDone] = useState(false)
  const reset = async () => {
    if (!(await run({ version: member.version, password }, member.id))) return onChanged()
    onChanged()
    setDone(true)
  }
  if (done) return <HandedOver title={t('office.members.resetDone')} name={member.name} username={member.username} password={password} onClose={onClose} />
  return (
    <OfficeForm title={t('office.members.resetOf', { name: member.name })} submit={t('office.members.resetSubmit')} danger busy={busy} failure={rest} onSubmit={() => void reset()} onClose={onClose}>
      <p>{t('office.members.resetWhat')}</p>
      <PasswordField label={t('office.members.password')} value={password} onChange={setPassword} error={wrong('password')} />
    </OfficeForm>
  )
}
