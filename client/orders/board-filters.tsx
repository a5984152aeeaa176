import { MultiSelect, Select } from '@mantine/core'
import '@mantine/core/styles/Pill.css'
import '@mantine/core/styles/PillsInput.css'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { categories, orderSources, orderStates, priorities } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { openStates } from './board-filter-rules.ts'
import { setFilter, useBoard } from './board-state.ts'

/** The fields of the board. What is chosen shows in them, so nothing filters unseen. */
export function BoardFilters() {
  const { t } = useTranslation()
  const format = useFormat()
  const filter = useBoard((board) => board.filter)
  const people = useLive((state) => state.picture.person)
  const sites = useCatalogue()
  const staff = useMemo(
    () => [...people.values()].filter(({ post }) => post !== 'duty-manager').map((person) => ({ value: person.id, label: `${format.name(person.name)} ${person.code}` })).toSorted((a, b) => a.label.localeCompare(b.label)),
    [people, format],
  )
  const states = filter.view === 'open' ? openStates : orderStates
  const several = <T extends string>(label: string, all: readonly T[], value: readonly T[], word: (one: T) => string, set: (list: T[]) => void) => (
    <MultiSelect
      label={label}
      placeholder={value.length === 0 ? t('office.board.any') : ''}
      data={all.map((one) => ({ value: one, label: word(one) }))}
      value={[...value]}
      onChange={(list) => set(all.filter((one) => list.includes(one)))}
      clearable
      clearButtonProps={{ 'aria-label': t('office.board.clear') }}
      maxDropdownHeight={360}
    />
  )
  const day = (name: 'from' | 'to') => (
    <label className="board-day">
      <span>{t(`office.board.${name}`)}</span>
      <input type="date" value={filter[name]} onChange={(event) => setFilter({ [name]: event.target.value })} />
    </label>
  )
  return (
    <div className="board-fields">
      {sites.communities.length > 1 && (
        <Select
          label={t('order.community')}
          placeholder={t('office.board.any')}
          data={sites.communities.map((row) => ({ value: row.id, label: format.name(row.name) }))}
          value={filter.community}
          onChange={(community) => setFilter({ community })}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('office.board.clear') }}
        />
      )}
      {filter.view !== 'call-back' && several(t('office.board.state'), states, filter.states, (one) => t(`words.orderState.${one}`), (list) => setFilter({ states: list }))}
      {several(t('order.category'), categories, filter.categories, (one) => t(`words.category.${one}`), (list) => setFilter({ categories: list }))}
      {several(t('order.priority'), priorities, filter.priorities, (one) => t(`words.priority.${one}`), (list) => setFilter({ priorities: list }))}
      {several(t('order.source'), orderSources, filter.sources, (one) => t(`words.orderSource.${one}`), (list) => setFilter({ sources: list }))}
      <Select
        label={t('office.board.assignee')}
        placeholder={t('office.board.anybody')}
        data={[{ value: 'nobody', label: t('office.board.nobody') }, ...staff]}
        value={filter.assignee}
        onChange={(assignee) => setFilter({ assignee })}
        searchable
        clearable
        limit={100}
        clearButtonProps={{ 'aria-label': t('office.board.clear') }}
      />
      {day('from')}
      {day('to')}
    </div>
  )
}
