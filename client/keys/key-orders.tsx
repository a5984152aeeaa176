import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeySecret, KeyState, MachineKey } from '#shared/keys.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeConfirm, OfficeForm } from '../ui/office-dialog.tsx'
import type { Told } from './key-told.tsx'

type Props = { held: KeyState; onClose: () => void }

const overlaps = [0, 1, 24, 72, 168, 720] as const
const day = 24

/** A new key in the place of one, which still works for a while. */
export function KeyRotate({ held, onTold, onClose }: Props & { onTold: (told: Told) => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('key.rotate')
  const [overlap, setOverlap] = useState(24)
  const words = (hours: number) => {
    if (hours === 0) return t('office.keys.atOnce')
    return hours > day ? t('office.keys.days', { count: hours / day }) : t('office.keys.hours', { count: hours })
  }
  const submit = () =>
    void run({ version: held.version, overlapHours: overlap }, held.id).then((reply) => {
      if (reply?.once) onTold({ key: reply.body as MachineKey, secret: reply.once as KeySecret })
    })
  return (
    <OfficeForm title={t('office.keys.rotateOf', { name: held.name })} submit={t('office.keys.rotate')} busy={busy} failure={failure} onSubmit={submit} onClose={onClose} size="30rem">
      <p>{t('office.keys.rotateWhat')}</p>
      <Select
        label={t('office.keys.overlap')}
        data={overlaps.map((hours) => ({ value: String(hours), label: words(hours) }))}
        value={String(overlap)}
        onChange={(hours) => hours !== null && setOverlap(Number(hours))}
        allowDeselect={false}
      />
    </OfficeForm>
  )
}

export function KeyRevoke({ held, onDone, onClose }: Props & { onDone: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('key.revoke')
  const confirm = () =>
    void run({ version: held.version }, held.id).then((reply) => {
      if (!reply) return
      say(t('office.keys.revoked'))
      onDone()
    })
  return (
    <OfficeConfirm title={t('office.keys.revokeOf', { name: held.name })} what={t('office.keys.revokeWhat')} submit={t('office.keys.revoke')} danger busy={busy} failure={failure} onConfirm={confirm} onClose={onClose} />
  )
}
