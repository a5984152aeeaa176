import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { PersonField } from './person-field.tsx'
import type { RunFormProps } from './run-form.ts'

/** Somebody else on duty commands from now on. */
export function HandOverForm({ activation, title, onClose }: RunFormProps) {
  const { t } = useTranslation()
  const [to, setTo] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const { run, busy, failure } = useCommand('activation.hand-over')
  const send = async () => {
    if (!to || !(await run({ version: activation.version, to, reason }, activation.id))) return
    say(t('run.dialog.handed'))
    onClose()
  }
  return (
    <OfficeForm title={title} submit={title} busy={busy} failure={failure} disabled={!to || reason.trim() === ''} onSubmit={() => void send()} onClose={onClose}>
      <p>{t('run.dialog.handLead')}</p>
      <PersonField label={t('run.dialog.handTo')} community={activation.community} value={to} onChange={setTo} without={activation.commanderPerson} />
      <Textarea label={t('run.dialog.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={400} autosize minRows={2} />
    </OfficeForm>
  )
}
