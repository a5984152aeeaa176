import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Device } from '#shared/devices.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { select } from '../ui/desk-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'

export function RemoveDevice({ device, onClose }: { device: Device; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const { run, busy, failure } = useCommand('device.remove')
  const [reason, setReason] = useState('')
  const name = format.name(device.name)
  const save = async () => {
    const reply = await run({ version: device.version, reason: reason.trim() }, device.id)
    for (const key of ['device', 'device-list', 'devices']) void client.invalidateQueries({ queryKey: [key] })
    if (!reply) return
    say(t('deviceSheet.removeDone', { name }))
    select(null)
    onClose()
  }
  return (
    <OfficeForm title={t('deviceSheet.removeTitle', { name })} submit={t('deviceSheet.remove')} busy={busy} failure={failure} disabled={reason.trim() === ''} danger size="30rem" onSubmit={() => void save()} onClose={onClose}>
      <p>{t('deviceSheet.removeWhat')}</p>
      <Textarea label={t('deviceSheet.removeReason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required withAsterisk={false} maxLength={400} autosize minRows={2} data-autofocus />
    </OfficeForm>
  )
}
