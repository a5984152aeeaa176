import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MaintenanceWindow } from '#shared/windows.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { useWindowWords } from './window-words.tsx'

/** Ends what runs, or cancels what is planned; it says first what follows. */
export function EndWindow({ window, onClose }: { window: MaintenanceWindow; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('window.end')
  const what = useWindowWords(window)
  const [reason, setReason] = useState('')
  const runs = window.state === 'running'
  const submit = () =>
    void run({ version: window.version, reason: reason.trim() }, window.id).then((reply) => {
      if (!reply) return
      say(t(runs ? 'office.windows.ended' : 'office.windows.cancelled'))
      onClose()
    })
  return (
    <OfficeForm title={t(runs ? 'office.windows.endTitle' : 'office.windows.cancelTitle')} submit={t(runs ? 'office.windows.end' : 'office.windows.cancel')} busy={busy} failure={failure} onSubmit={submit} onClose={onClose} size="30rem">
      <p>{t(runs ? 'office.windows.endWhat' : 'office.windows.cancelWhat', { what })}</p>
      <TextInput label={t('office.windows.why')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={400} data-autofocus />
    </OfficeForm>
  )
}
