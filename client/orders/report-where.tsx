import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { readPlace } from '../i18n/place-text.ts'
import { ask } from '../live/api.ts'
import { housesOf, type Catalogue } from '../live/catalogue.ts'
import type { Draft } from './report-draft.ts'

type Props = { draft: Draft; sites: Catalogue; onChange: (change: Partial<Draft>) => void; wrong: (field: string) => string | undefined }

/** Where it is: typed in one line as it is heard, and shown as it was read, to be put right. */
export function ReportWhere({ draft, sites, onChange, wrong }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const [address, setAddress] = useState('')
  const { community, building, device, place } = draft
  // Opened from a building, it is that one until another is named.
  const [first] = useState(building)
  const buildings = housesOf(sites, community)
  const read = readPlace(address, buildings, format.language)
  const devices = useQuery({ queryKey: ['devices', building], queryFn: () => ask('devices', {}, building ?? ''), enabled: building !== null, staleTime: 60_000 })
  const house = read.building ? sites.building.get(read.building) : undefined
  const recognised = house ? t('reporting.recognised', { place: [format.name(house.name), read.place].filter(Boolean).join(' ') }) : read.unknown ? t('reporting.unknownBuilding', { code: read.unknown }) : null
  const type = (typed: string) => {
    setAddress(typed)
    const found = readPlace(typed, buildings, format.language)
    const named = found.building ?? first
    onChange({ building: named, place: found.place, ...(named === building ? {} : { device: null }) })
  }
  const setBuilding = (next: string | null) => onChange({ building: next, device: null })
  return (
    <>
      <TextInput label={t('reporting.address')} placeholder={t('reporting.addressHint')} description={<span role="status">{recognised}</span>} inputWrapperOrder={['label', 'input', 'description', 'error']} maxLength={120} value={address} onChange={(event) => type(event.currentTarget.value)} />
      <div className="form-pair">
        <Select label={t('order.building')} data={buildings.map((row) => ({ value: row.id, label: format.name(row.name) }))} searchable clearable value={building} onChange={setBuilding} error={wrong('building')} />
        <TextInput label={t('order.place')} placeholder={t('order.placeHint')} maxLength={120} value={place} onChange={(event) => onChange({ place: event.currentTarget.value })} error={wrong('place')} />
        {(devices.data?.length ?? 0) > 0 && (
          <Select label={t('reporting.device')} placeholder={t('reporting.noDevice')} data={devices.data?.map((row) => ({ value: row.id, label: format.name(row.name) })) ?? []} searchable clearable value={device} onChange={(next) => onChange({ device: next })} error={wrong('device')} />
        )}
      </div>
    </>
  )
}
