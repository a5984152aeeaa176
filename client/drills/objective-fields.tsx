import { NumberInput, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Measure, PlanStep } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'
import { freshKey } from './drill-rules.ts'

/** What is scored, line by line; minutes are those of a step of the plan. */
export function ObjectiveFields({ value, steps, onChange }: { value: readonly Measure[]; steps: readonly PlanStep[]; onChange: (rows: Measure[]) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const set = (key: string, fields: Partial<Measure>) => onChange(value.map((row) => (row.key === key ? { ...row, ...fields } : row)))
  return (
    <div className="drill-lines">
      {value.map((row, at) => (
        <fieldset key={row.key} className="drill-line objective-line">
          <legend className="unseen">{`${t('office.drills.objective')} ${at + 1}`}</legend>
          <TextInput label={t('office.drills.form.nameZh')} value={row.name.zh} onChange={(event) => set(row.key, { name: { ...row.name, zh: event.currentTarget.value } })} maxLength={200} />
          <TextInput label={t('office.drills.form.nameEn')} value={row.name.en} onChange={(event) => set(row.key, { name: { ...row.name, en: event.currentTarget.value } })} maxLength={200} />
          <NumberInput label={t('office.drills.form.target')} value={row.minutes ?? ''} onChange={(minutes) => set(row.key, { minutes: typeof minutes === 'number' && minutes > 0 ? minutes : null })} min={0} max={1440} hideControls />
          <Select
            label={t('office.drills.form.step')} value={row.step ?? null} onChange={(step) => set(row.key, { step })} clearable searchable
            data={steps.map(({ key, name }) => ({ value: key, label: format.name(name) }))}
          />
          <Remove name={format.name(row.name) || String(at + 1)} onRemove={() => onChange(value.filter(({ key }) => key !== row.key))} />
        </fieldset>
      ))}
      {value.length < 20 && (
        <button type="button" className="button" onClick={() => onChange([...value, { key: freshKey('objective', value), name: { zh: '', en: '' } }])}>
          {t('office.drills.form.addObjective')}
        </button>
      )}
    </div>
  )
}

export function Remove({ name, onRemove }: { name: string; onRemove: () => void }) {
  const { t } = useTranslation()
  return (
    <button type="button" className="button button-bare drill-remove" aria-label={t('office.drills.form.removeOf', { name })} onClick={onRemove}>
      {t('office.drills.form.remove')}
    </button>
  )
}
