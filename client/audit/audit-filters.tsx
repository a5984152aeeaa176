import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { outcomes } from '#shared/audit.ts'
import { sees } from '#shared/roles.ts'
import { CommunityField } from '../ui/office-fields.tsx'
import { knownActs, useActWords } from './act-words.ts'
import { isFiltered, noFilters, spans, type AuditFilters as Filters } from './audit-filter-rules.ts'

export function AuditFilters({ filters, onChange, wrongSpan }: { filters: Filters; onChange: (filters: Filters) => void; wrongSpan: boolean }) {
  const { t, i18n } = useTranslation()
  const words = useActWords()
  const all = { value: '', label: t('office.admin.all') }
  const acts = knownActs.map((value) => ({ value, label: words(value) })).toSorted((a, b) => a.label.localeCompare(b.label, i18n.language))
  const set = (part: Partial<Filters>) => onChange({ ...filters, ...part })
  const time = (end: 'from' | 'to') => (
    <TextInput type="datetime-local" step={1} label={t(`office.audit.filter.${end}`)} value={filters[end]} onChange={(event) => set({ [end]: event.currentTarget.value })} error={wrongSpan && end === 'to' && t('office.audit.badSpan')} />
  )
  return (
    <>
      <Select
        label={t('office.audit.filter.span')}
        data={spans.map((value) => ({ value, label: t(`office.audit.span.${value}`) }))}
        value={filters.span}
        onChange={(span) => set({ span: spans.find((each) => each === span) ?? 'week' })}
        allowDeselect={false}
      />
      {filters.span === 'own' && time('from')}
      {filters.span === 'own' && time('to')}
      <CommunityField roles={sees.audit} all value={filters.community} onChange={(community) => set({ community })} />
      <Select
        label={t('office.audit.filter.act')}
        data={[all, ...(filters.act !== null && !knownActs.includes(filters.act) ? [{ value: filters.act, label: filters.act }] : []), ...acts]}
        value={filters.act ?? ''}
        onChange={(act) => set({ act: act || null })}
        allowDeselect={false}
        searchable
      />
      <Select
        label={t('office.audit.filter.outcome')}
        data={[all, ...outcomes.map((value) => ({ value, label: t(`office.audit.outcome.${value}`) }))]}
        value={filters.outcome ?? ''}
        onChange={(outcome) => set({ outcome: outcomes.find((each) => each === outcome) ?? null })}
        allowDeselect={false}
      />
      <TextInput type="search" label={t('office.audit.filter.text')} placeholder={t('office.audit.filter.textHint')} maxLength={100} value={filters.text} onChange={(event) => set({ text: event.currentTarget.value })} />
      {filters.actor && (
        <button type="button" className="button" onClick={() => set({ actor: null })}>
          {t('office.audit.filter.actor', { name: filters.actor.name })} <span aria-hidden="true">✕</span>
        </button>
      )}
      {isFiltered(filters) && (
        <button type="button" className="button button-bare" onClick={() => onChange(noFilters)}>
          {t('office.audit.filter.clear')}
        </button>
      )}
    </>
  )
}
