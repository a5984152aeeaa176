import { Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Device } from '#shared/devices.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { useNow } from '../live/now.ts'
import { useMay } from '../live/session.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { Block } from '../ui/sheet.tsx'
import type { Shown } from './device-sheet.tsx'

/** When it is to be serviced next and why then, when it was last, and that it was now. */
export function DeviceService({ shown: { device, service }, zone }: { shown: Shown; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const { servicedAt, servicedHours, serviceDays, serviceHours } = device
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)
  const cycle = [serviceDays && t('deviceSheet.everyDays', { days: serviceDays }), serviceHours && t('deviceSheet.everyHours', { hours: serviceHours })].filter(Boolean).join(t('join.comma'))
  const last = servicedAt
    ? [t('deviceSheet.last', { day: format.date(servicedAt, zone) }), servicedHours != null && t('deviceSheet.lastHours', { hours: servicedHours })].filter(Boolean).join(t('join.dot'))
    : t('deviceSheet.neverServiced')
  return (
    <Block
      title={t('deviceSheet.service')}
      aside={
        may('device.service', device.community) && !device.removedAt ? (
          <button type="button" className="link" data-service onClick={() => setOpen(true)}>
            {t('deviceSheet.serviced')}
          </button>
        ) : undefined
      }
    >
      <p data-testid="next-service">
        {service ? (
          <>
            {/* A day of the calendar, read in no zone. */}
            {t('deviceSheet.next', { day: format.date(`${service.day}T00:00:00Z`, 'UTC') })} <span className="dim">{t(`deviceSheet.nextBy.${service.by}`)}</span>
            {service.day <= today && <span className="soon">{t('join.dot') + t('deviceSheet.due')}</span>}
          </>
        ) : (
          <span className="dim">{t('deviceSheet.noCycle')}</span>
        )}
      </p>
      <p className="dim">{[last, cycle].filter(Boolean).join(t('join.dot'))}</p>
      {open && <ServiceForm device={device} onClose={() => setOpen(false)} />}
    </Block>
  )
}

/** The moment as a field of date and time holds it, in the time of this screen. */
function localNow(): string {
  const at = new Date()
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function ServiceForm({ device, onClose }: { device: Device; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const { run, busy, failure } = useCommand('device.service')
  const [first] = useState(localNow)
  const [at, setAt] = useState(first)
  const [note, setNote] = useState('')
  const save = async () => {
    const reply = await run({ version: device.version, at: at === first || at === '' ? null : new Date(at).toISOString(), note: note.trim() }, device.id)
    void client.invalidateQueries({ queryKey: ['device', device.id] })
    if (!reply) return
    say(t('deviceSheet.servicedDone'))
    onClose()
  }
  const wrong = failure?.problem?.errors?.find(({ field }) => field === 'at')?.message
  return (
    <OfficeForm title={t('deviceSheet.servicedTitle', { name: format.name(device.name) })} submit={t('deviceSheet.serviced')} busy={busy} failure={failure} onSubmit={() => void save()} onClose={onClose} size="30rem">
      <TextInput type="datetime-local" label={t('deviceSheet.servicedAt')} max={first} value={at} onChange={(event) => setAt(event.currentTarget.value)} error={wrong} />
      <Textarea label={t('deviceSheet.servicedNote')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={400} autosize minRows={2} data-autofocus />
    </OfficeForm>
  )
}
