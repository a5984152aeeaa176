import { useTranslation } from 'react-i18next'
import type { Resource } from '#shared/resources.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeConfirm } from '../ui/office-dialog.tsx'

export function EndResource({ resource, onClose }: { resource: Resource; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { run, busy, failure } = useCommand('resource.end')
  const name = format.name(resource.name)
  const end = async (reason: string) => {
    if (!(await run({ version: resource.version, reason }, resource.id))) return
    say(t('office.resources.ended', { name }))
    onClose()
  }
  return <OfficeConfirm title={t('office.resources.endOf', { name })} what={t('office.resources.endWhat')} submit={t('office.resources.end')} busy={busy} failure={failure} danger reason onConfirm={(reason) => void end(reason)} onClose={onClose} />
}
