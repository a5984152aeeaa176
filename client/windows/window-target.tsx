import { MultiSelect, SegmentedControl, Select } from '@mantine/core'
import '@mantine/core/styles/Pill.css'
import '@mantine/core/styles/PillsInput.css'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Device } from '#shared/devices.ts'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { useFormat } from '../i18n/format.ts'
import { ask, post } from '../live/api.ts'
import { housesOf } from '../live/catalogue.ts'

export const abouts = ['devices', 'building', 'community'] as const
export type About = (typeof abouts)[number]
export type Target = { about: About; devices: Device[]; building: string | null }

const typingPause = 250
const most = 500

/** What is worked on: devices, found by code or name, a building, or everything. */
export function WindowTarget({ community, value, onChange }: { community: string; value: Target; onChange: (target: Target) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useQuery({ queryKey: ['sites', community], queryFn: () => ask('sites', { communities: community }), staleTime: 300_000 })
  return (
    <>
      <SegmentedControl
        aria-label={t('office.windows.form.of')} value={value.about} onChange={(about) => onChange({ ...value, about: abouts.find((one) => one === about) ?? 'devices' })}
        data={abouts.map((one) => ({ value: one, label: t(`office.windows.form.about.${one}`) }))}
      />
      {value.about === 'devices' && <Devices community={community} chosen={value.devices} onChange={(devices) => onChange({ ...value, devices })} />}
      {value.about === 'building' && (
        <Select
          label={t('office.windows.form.building')} placeholder={t('office.admin.choose')} searchable value={value.building} onChange={(building) => onChange({ ...value, building })}
          data={(sites.data ? housesOf(sites.data, community) : []).map(({ id, name }) => ({ value: id, label: format.name(name) }))}
        />
      )}
    </>
  )
}

function Devices({ community, chosen, onChange }: { community: string; chosen: readonly Device[]; onChange: (devices: Device[]) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed, typingPause)
  const asked = { communities: [community], text, limit: 50 }
  const { data } = useQuery({ queryKey: ['device-list', 'choice', asked], queryFn: async () => (await post(queryPaths.deviceList, asked)) as QueryReply<'deviceList'>, staleTime: 30_000, placeholderData: (before) => before })
  const rows = [...chosen, ...(data?.devices ?? []).filter(({ id }) => !chosen.some((one) => one.id === id))]
  return (
    <MultiSelect
      label={t('office.windows.form.devices')} placeholder={t('office.windows.form.devicesHint')} searchable hidePickedOptions maxValues={most} searchValue={typed} onSearchChange={setTyped}
      data={rows.map(({ id, code, name }) => ({ value: id, label: `${code} ${format.name(name)}` }))}
      // What was found was found by the server.
      filter={({ options }) => options}
      value={chosen.map(({ id }) => id)}
      onChange={(ids) => onChange(rows.filter(({ id }) => ids.includes(id)))}
    />
  )
}
