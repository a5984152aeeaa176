import { useTranslation } from 'react-i18next'
import { useCommand } from '../live/command-state.ts'
import { OfficeConfirm } from '../ui/office-dialog.tsx'
import type { RunFormProps } from './run-form.ts'

/** It is broken off at once, or its start is refused; either way it is said why. */
export function EndForm({ activation, title, onClose, act }: RunFormProps & { act: 'abort' | 'refuse' }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand(`activation.${act}`)
  const end = async (reason: string) => (await run({ version: activation.version, reason }, activation.id)) && onClose()
  return <OfficeConfirm title={title} submit={title} what={act === 'abort' ? t('run.dialog.abortLead') : activation.reason} reason danger busy={busy} failure={failure} onConfirm={(reason) => void end(reason)} onClose={onClose} />
}
