import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { useFormat } from '../i18n/format.ts'
import { post } from '../live/api.ts'

const typingPause = 250

/** The one device of a community that a key is of, found by its code, name or place; none of them is every device. */
export function KeyDevice({ community, value, onChange }: { community: string; value: string | null; onChange: (device: string | null) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed, typingPause)
  const asked = { communities: [community], text: value === null ? text : '', limit: 50 }
  const { data } = useQuery({ queryKey: ['device-list', 'key', asked], queryFn: async () => (await post(queryPaths.deviceList, asked)) as QueryReply<'deviceList'>, staleTime: 30_000, placeholderData: (before) => before })
  return (
    <Select
      label={t('office.keys.device')}
      placeholder={t('office.keys.anyDevice')}
      description={t('office.keys.deviceHint')}
      data={(data?.devices ?? []).map(({ id, code, name }) => ({ value: id, label: `${code} ${format.name(name)}` }))}
      value={value}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={setTyped}
      // What was found was found by the server.
      filter={({ options }) => options}
      nothingFoundMessage={t('office.keys.noDevice')}
      searchable
      clearable
    />
  )
}
