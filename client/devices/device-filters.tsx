import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { deviceKinds } from '#shared/devices.ts'
import type { Community } from '#shared/sites.ts'
import { useFormat } from '../i18n/format.ts'
import { housesOf, useCatalogue } from '../live/catalogue.ts'
import { setFilter, type DeviceFilter } from './filter-state.ts'

export function DeviceFilters({ filter, communities }: { filter: DeviceFilter; communities: readonly Community[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const one = communities.length === 1 ? communities[0] : undefined
  const buildings = one ? housesOf(sites, one.id) : []
  return (
    <>
      <TextInput type="search" className="device-search" label={t('office.devices.searchLabel')} placeholder={t('office.devices.search')} maxLength={120} value={filter.text} onChange={(event) => setFilter({ text: event.currentTarget.value })} />
      <Select
        label={t('office.devices.kinds')}
        data={[{ value: '', label: t('office.devices.anyKind') }, ...deviceKinds.map((value) => ({ value, label: t(`words.deviceKind.${value}`) }))]}
        value={filter.kind ?? ''}
        onChange={(value) => setFilter({ kind: deviceKinds.find((kind) => kind === value) ?? null })}
        allowDeselect={false}
        searchable
      />
      {buildings.length > 0 && (
        <Select
          label={t('office.devices.building')}
          data={[{ value: '', label: t('office.devices.anyBuilding') }, ...buildings.map((row) => ({ value: row.id, label: format.name(row.name) }))]}
          value={filter.building ?? ''}
          onChange={(value) => setFilter({ building: value || null })}
          allowDeselect={false}
          searchable
        />
      )}
    </>
  )
}
