import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tie } from '#shared/devices.ts'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { useFormat } from '../i18n/format.ts'
import { ask, post } from '../live/api.ts'

const typingPause = 250

type Props = { tie: Tie; community: string; self: string | null; value: string | null; onChange: (id: string | null) => void; error: string | undefined }

/** One device of the community, found by code or name; of gateways only gateways. */
export function DeviceField({ tie, community, self, value, onChange, error }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed, typingPause)
  const { data: held } = useQuery({ queryKey: ['device', value], queryFn: () => ask('device', {}, value ?? ''), enabled: value !== null, staleTime: 60_000 })
  const asked = { communities: [community], kinds: tie === 'gateway' ? ['gateway'] : [], text: held && typed === wordsOf(held.device) ? '' : text, limit: 50 }
  const { data } = useQuery({ queryKey: ['device-list', 'choice', asked], queryFn: async () => (await post(queryPaths.deviceList, asked)) as QueryReply<'deviceList'>, staleTime: 30_000, placeholderData: (before) => before })
  function wordsOf({ code, name }: { code: string; name: { zh: string; en: string } }): string {
    return `${code} ${format.name(name)}`
  }
  const found = (data?.devices ?? []).filter(({ id }) => id !== self)
  const rows = held && value !== null && !found.some(({ id }) => id === value) ? [held.device, ...found] : found
  return (
    <Select
      label={t(`deviceSheet.tie.${tie}`)}
      placeholder={t('deviceSheet.form.none')}
      data={rows.map((row) => ({ value: row.id, label: wordsOf(row) }))}
      // What was found was found by the server.
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={setTyped}
      searchable
      clearable
      error={error}
    />
  )
}
