import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '#shared/people.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import type { StaffDialogProps } from './staff-dialog.tsx'

/** What leaving does, and what it leaves to others. */
export function StaffLeave({ person, onChanged, onClose }: StaffDialogProps & { person: StaffMember }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { run, busy, failure } = useCommand('person.leave')
  const [reason, setReason] = useState('')
  const name = format.name(person.name)
  const leave = async () => {
    const reply = await run({ version: person.version, reason: reason.trim() }, person.id)
    onChanged()
    if (!reply) return
    say(t(reply.body.signsIn === true ? 'office.people.leftSignsIn' : 'office.people.left', { name }))
    onClose()
  }
  return (
    <OfficeForm title={t('office.people.leaveOf', { name })} submit={t('office.people.leave')} danger busy={busy} failure={failure} onSubmit={() => void leave()} onClose={onClose} size="32rem">
      <p>{t('office.people.leaveWhat')}</p>
      <p>{t('office.people.leaveSignIn')}</p>
      <Textarea label={t('office.people.reasonOptional')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={400} autosize minRows={2} data-autofocus />
    </OfficeForm>
  )
}
