import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Device, DeviceAction } from '#shared/devices.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { now } from '../live/now.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'

type Props = { device: Pick<Device, 'id' | 'code' | 'name'>; action: DeviceAction; drill: string | null; onGiven: () => void; onClose: () => void }

/** What will happen, why, and the device's code typed by hand: nothing dangerous by a slip. */
export function GiveInstruction({ device, action, drill, onGiven, onClose }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { run, busy, failure } = useCommand('instruction.give')
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const confirmed = typed.trim() === device.code
  const submit = async () => {
    const reply = await run({ device: device.id, action, reason: reason.trim(), confirm: device.code, at: new Date(now()).toISOString(), drill })
    if (!reply) return
    onGiven()
    onClose()
  }
  return (
    <OfficeForm
      title={t(`instructions.ask.${action}`, { name: format.name(device.name) })}
      submit={t('instructions.submit')}
      danger
      busy={busy}
      failure={failure}
      disabled={!confirmed || reason.trim() === ''}
      onSubmit={() => void submit()}
      onClose={onClose}
      size="30rem"
    >
      <p>{t(`instructions.what.${action}`)}</p>
      <p className="dim">{drill === null ? t('instructions.expires') : t('instructions.drill')}</p>
      <Textarea label={t('instructions.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={400} autosize minRows={2} data-autofocus />
      <TextInput
        label={t('instructions.confirm', { code: device.code })}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={typed !== '' && !device.code.startsWith(typed.trim()) ? t('instructions.otherCode') : undefined}
        maxLength={120}
        autoComplete="off"
      />
    </OfficeForm>
  )
}
