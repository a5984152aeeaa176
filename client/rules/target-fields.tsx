import { SegmentedControl, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deviceKinds } from '#shared/devices.ts'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { may } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { ask, post } from '../live/api.ts'
import { meQuery } from '../live/session.ts'
import { scopesOf, useScopeWords } from '../ui/office-fields.tsx'
import type { Draft } from './draft-rules.ts'

const typingPause = 250
type Props = { draft: Draft; onChange: (more: Partial<Draft>) => void }

/** Of what: where, and a kind of device or one alone. */
export function TargetFields({ draft, onChange }: Props) {
  const { t } = useTranslation()
  const words = useScopeWords()
  const { data: me } = useQuery(meQuery)
  const scopes = me ? scopesOf(me, may['rule.set']).filter(({ kind }) => kind !== 'region') : []
  return (
    <>
      <div className="form-pair rule-pair">
        <Select
          label={t('office.rules.form.place')} allowDeselect={false} searchable value={draft.community ?? ''} data={scopes.map((scope) => ({ value: scope.kind === 'community' ? scope.id : '', label: words(scope) }))}
          onChange={(chosen) => onChange({ community: chosen || null, device: null })}
        />
        <SegmentedControl
          aria-label={t('office.rules.form.about')} className="rule-about" value={draft.about} onChange={(about) => onChange({ about: about === 'device' ? 'device' : 'kind' })}
          data={[{ value: 'kind', label: t('office.rules.form.aboutKind') }, { value: 'device', label: t('office.rules.form.aboutDevice') }]}
        />
      </div>
      {draft.about === 'kind' ? (
        <Select
          label={t('office.rules.form.kind')} allowDeselect={false} searchable value={draft.deviceKind} data={deviceKinds.map((kind) => ({ value: kind, label: t(`words.deviceKind.${kind}`) }))}
          onChange={(chosen) => onChange({ deviceKind: deviceKinds.find((kind) => kind === chosen) ?? draft.deviceKind })}
        />
      ) : (
        <OneDevice draft={draft} onChange={onChange} />
      )}
    </>
  )
}

function OneDevice({ draft: { community, device }, onChange }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed, typingPause)
  const { data: held } = useQuery({ queryKey: ['device', device], queryFn: () => ask('device', {}, device ?? ''), enabled: device !== null, staleTime: 60_000 })
  const wordsOf = ({ code, name }: { code: string; name: { zh: string; en: string } }): string => `${code} ${format.name(name)}`
  const asked = { communities: community ? [community] : [], text: held && typed === wordsOf(held.device) ? '' : text, limit: 50 }
  const { data } = useQuery({ queryKey: ['device-list', 'choice', asked], queryFn: async () => (await post(queryPaths.deviceList, asked)) as QueryReply<'deviceList'>, staleTime: 30_000, placeholderData: (before) => before })
  const found = data?.devices ?? []
  const rows = held && !found.some(({ id }) => id === held.device.id) ? [held.device, ...found] : found
  return (
    <Select
      label={t('office.rules.form.device')} placeholder={t('office.rules.form.deviceHint')} searchable value={device} data={rows.map((row) => ({ value: row.id, label: wordsOf(row) }))} searchValue={typed} onSearchChange={setTyped}
      // What was found was found by the server.
      filter={({ options }) => options}
      onChange={(chosen) => onChange({ device: chosen, community: rows.find(({ id }) => id === chosen)?.community ?? community })}
    />
  )
}
