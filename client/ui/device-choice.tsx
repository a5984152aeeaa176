import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Device } from '#shared/devices.ts'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { useFormat } from '../i18n/format.ts'
import { ask, post } from '../live/api.ts'

const typingPause = 250

type Words = { label: string; placeholder: string; nothing: string; description?: string }
type Props = Words & { community: string; value: string | null; onChange: (device: string | null) => void }

/** One device of a community, found by its code, name or place. */
export function DeviceChoice({ community, value, onChange, label, placeholder, nothing, description }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed, typingPause)
  const { data: sites } = useQuery({ queryKey: ['sites', community], queryFn: () => ask('sites', { communities: community }), staleTime: 300_000 })
  const { data: held } = useQuery({ queryKey: ['device', value], queryFn: () => ask('device', {}, value ?? ''), enabled: value !== null, staleTime: 60_000 })
  const wordsOf = ({ code, name, building }: Device): string => {
    const house = sites?.buildings.find(({ id }) => id === building)
    return [`${code} ${format.name(name)}`, house && format.name(house.name)].filter(Boolean).join(t('join.dot'))
  }
  const asked = { communities: [community], text: held && typed === wordsOf(held.device) ? '' : text, limit: 50 }
  const { data } = useQuery({ queryKey: ['device-list', 'choice', asked], queryFn: async () => (await post(queryPaths.deviceList, asked)) as QueryReply<'deviceList'>, staleTime: 30_000, placeholderData: (before) => before })
  const found = data?.devices ?? []
  const rows = held && value !== null && !found.some(({ id }) => id === value) ? [held.device, ...found] : found
  return (
    <Select
      label={label} placeholder={placeholder} description={description} nothingFoundMessage={data && nothing} clearable searchable value={value} onChange={onChange}
      data={rows.map((row) => ({ value: row.id, label: wordsOf(row) }))} searchValue={typed} onSearchChange={setTyped}
      // What was found was found by the server.
      filter={({ options }) => options}
    />
  )
}
