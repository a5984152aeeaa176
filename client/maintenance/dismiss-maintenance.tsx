import { useTranslation } from 'react-i18next'
import type { CommandInput } from '#shared/commands.ts'
import { useCommand } from '../live/command-state.ts'
import { OfficeConfirm } from '../ui/office-dialog.tsx'

/** A proposal (version 0) or an item that shall not be done. */
export type Dismissed = { id: string; title: string; version: number; proposal?: CommandInput<'maintenance.accept'> }

export function DismissMaintenance({ dismissed, onChanged, onClose }: { dismissed: Dismissed; onChanged: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('maintenance.dismiss')
  const { id, title, version, proposal } = dismissed
  const confirm = async (reason: string) => {
    const done = await run({ version, reason, ...(proposal ? { proposal } : {}) }, id)
    onChanged()
    if (done) onClose()
  }
  return (
    <OfficeConfirm
      title={t('office.maintenance.dismissTitle')} submit={t('office.maintenance.dismiss')} busy={busy} failure={failure} onConfirm={(reason) => void confirm(reason)} onClose={onClose} reason
      what={t(proposal ? 'office.maintenance.dismissWhat' : 'office.maintenance.dismissItem', { title })}
    />
  )
}
