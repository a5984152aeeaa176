import { Select } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryPaths } from '#shared/paths.ts'
import type { Preview } from '#shared/rosters.ts'
import type { Community } from '#shared/sites.ts'
import { useFormat } from '../i18n/format.ts'
import { post } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { useMay, useSees } from '../live/session.ts'
import { say } from '../ui/notices.ts'
import { OfficeImport } from '../ui/office-import.tsx'
import { DeviceForm } from './device-form.tsx'

/** What can be done with devices: out as a file, in as a file, one by one. In several communities it is said in which. */
export function DeviceOffice({ communities }: { communities: readonly Community[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const sees = useSees()
  const [picked, pick] = useState<string | null>(null)
  const [act, setAct] = useState<'connect' | 'import' | null>(null)
  const mine = communities.filter(({ id }) => may('device.connect', id) || sees('devicesExport', id) === 'yes')
  const community = mine.find(({ id }) => id === picked)?.id ?? mine[0]?.id
  if (!community) return null
  return (
    <>
      {mine.length > 1 && (
        <Select label={t('office.devices.community')} data={mine.map((row) => ({ value: row.id, label: format.name(row.name) }))} value={community} onChange={pick} allowDeselect={false} searchable />
      )}
      {sees('devicesExport', community) === 'yes' && (
        <a className="button" href={`${queryPaths.devicesExport}?community=${community}`} download title={t('office.devices.exportHint')}>
          {t('office.devices.export')}
        </a>
      )}
      {may('device.import', community) && (
        <button type="button" className="button" onClick={() => setAct('import')}>
          {t('office.devices.import')}
        </button>
      )}
      {may('device.connect', community) && (
        <button type="button" className="button button-next" onClick={() => setAct('connect')}>
          {t('office.devices.connect')}
        </button>
      )}
      {act === 'connect' && <DeviceForm device={null} community={community} onClose={() => setAct(null)} />}
      {act === 'import' && <DevicesImport community={community} onClose={() => setAct(null)} />}
    </>
  )
}

function DevicesImport({ community, onClose }: { community: string; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { run, busy, failure } = useCommand('device.import')
  const apply = async (text: string) => {
    const reply = await run({ community, text })
    void client.invalidateQueries({ queryKey: ['device-list'] })
    if (!reply) return
    say(t('office.devices.imported', { added: String(reply.body.new), changed: String(reply.body.changed) }))
    onClose()
  }
  return (
    <OfficeImport
      title={t('office.devices.import')}
      hint={t('office.devices.importHint')}
      accept=".csv,.txt,text/csv"
      busy={busy}
      failure={failure}
      preview={(text) => post(queryPaths.devicesPreview, { community, text }) as Promise<Preview>}
      onApply={(text) => void apply(text)}
      onClose={onClose}
    />
  )
}
