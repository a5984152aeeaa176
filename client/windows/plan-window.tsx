import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Device } from '#shared/devices.ts'
import { useCommand } from '../live/command-state.ts'
import { useNow } from '../live/now.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { WindowCovers } from './window-covers.tsx'
import { WindowTarget, type Target } from './window-target.tsx'
import { localField, spanOf } from './window-time-rules.ts'

const hour = 3_600_000
/** Hours that work usually takes. */
const usual = [1, 2, 4, 8] as const

/** `device`: what it was asked for. */
export function PlanWindow({ community, device, onClose }: { community: string; device: Device | null; onClose: () => void }) {
  const { t } = useTranslation()
  const now = useNow()
  const { run, busy, failure } = useCommand('window.plan')
  const [target, setTarget] = useState<Target>({ about: 'devices', devices: device ? [device] : [], building: null })
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState(() => localField(now + 2 * hour))
  const [reason, setReason] = useState('')
  const span = spanOf(from, until, now)
  const { about, devices, building } = target
  const chosen = about === 'community' || (about === 'devices' ? devices.length > 0 : building !== null)
  const submit = () =>
    span &&
    void run({ community, building: about === 'building' ? building : null, devices: about === 'devices' ? devices.map(({ id }) => id) : [], ...span, reason: reason.trim() }).then((reply) => {
      if (!reply) return
      say(t(reply.fact === 'window.started' ? 'office.windows.form.started' : 'office.windows.form.done'))
      onClose()
    })
  return (
    <OfficeForm title={t('office.windows.form.title')} submit={t('office.windows.form.submit')} busy={busy} failure={failure} disabled={!span || !chosen || reason.trim() === ''} onSubmit={submit} onClose={onClose}>
      <WindowTarget community={community} value={target} onChange={setTarget} />
      <WindowCovers community={community} target={target} />
      <div className="form-pair">
        <TextInput type="datetime-local" label={t('office.windows.form.from')} description={t('office.windows.form.fromNow')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput
          type="datetime-local" label={t('office.windows.form.until')} value={until} onChange={(event) => setUntil(event.currentTarget.value)} error={!span && t('office.windows.form.badSpan')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          description={
            <span className="window-hours">
              {usual.map((hours) => (
                <button key={hours} type="button" className="button" onClick={() => setUntil(localField((from === '' ? now : Date.parse(from)) + hours * hour))}>
                  {t('office.windows.form.hours', { count: hours })}
                </button>
              ))}
            </span>
          }
        />
      </div>
      <Textarea label={t('office.windows.form.reason')} placeholder={t('office.windows.form.reasonHint')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={400} autosize minRows={2} />
    </OfficeForm>
  )
}
