import { MultiSelect, Select } from '@mantine/core'
import '@mantine/core/styles/Pill.css'
import '@mantine/core/styles/PillsInput.css'
import { useTranslation } from 'react-i18next'
import { knownAlarmKinds, severities } from '#shared/alarms.ts'
import { useFormat } from '../i18n/format.ts'
import { housesOf, useCatalogue } from '../live/catalogue.ts'
import { setFilter, useList } from './list-state.ts'

/** The fields of the page of alarms. What is chosen shows in them, so nothing filters unseen. */
export function AlarmFilters() {
  const { t } = useTranslation()
  const format = useFormat()
  const filter = useList((list) => list.filter)
  const sites = useCatalogue()
  const community = filter.community ?? (sites.communities.length === 1 ? (sites.communities[0]?.id ?? null) : null)
  const clear = { 'aria-label': t('office.alarms.clear') }
  const day = (name: 'from' | 'to') => (
    <label className="board-day">
      <span>{t(`office.alarms.${name}`)}</span>
      <input type="date" value={filter[name]} onChange={(event) => setFilter({ [name]: event.target.value })} />
    </label>
  )
  const one = (label: string, data: { value: string; label: string }[], value: string | null, set: (value: string | null) => void) => (
    <Select label={label} placeholder={t('office.alarms.any')} data={data} value={value} onChange={set} searchable clearable clearButtonProps={clear} />
  )
  const named = (rows: readonly { id: string; name: { zh: string; en: string } }[]) => rows.map((row) => ({ value: row.id, label: format.name(row.name) }))
  return (
    <div className="board-fields">
      {sites.communities.length > 1 && one(t('office.alarms.community'), named(sites.communities), filter.community, (id) => setFilter({ community: id, building: null }))}
      {community !== null && one(t('office.alarms.building'), named(housesOf(sites, community)), filter.building, (building) => setFilter({ building }))}
      <MultiSelect
        label={t('office.alarms.severity')}
        placeholder={filter.severities.length === 0 ? t('office.alarms.any') : ''}
        data={severities.map((severity) => ({ value: severity, label: t(`words.severity.${severity}`) }))}
        value={[...filter.severities]}
        onChange={(list) => setFilter({ severities: severities.filter((severity) => list.includes(severity)) })}
        clearable
        clearButtonProps={clear}
      />
      {one(t('office.alarms.kind'), knownAlarmKinds.map((kind) => ({ value: kind, label: t(`words.alarmKind.${kind}`) })), filter.kind, (kind) => setFilter({ kind }))}
      {day('from')}
      {day('to')}
    </div>
  )
}
