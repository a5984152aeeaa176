import { MultiSelect, Select, TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { knownAlarmKinds, severities } from '#shared/alarms.ts'
import type { Trigger } from '#shared/plans.ts'
import { alarmWords } from '../i18n/kind.ts'
import { NumberField } from './number-field.tsx'

const most = 20

/** When the plan is proposed: by alarms, or by what somebody reports. */
export function TriggersField({ triggers, onChange }: { triggers: Trigger[]; onChange: (triggers: Trigger[]) => void }) {
  const { t } = useTranslation()
  const add = (trigger: Trigger) => onChange([...triggers, trigger])
  return (
    <fieldset className="plain-set">
      <legend>{t('office.planEditor.general.triggers')}</legend>
      {triggers.length === 0 && <p className="dim">{t('office.planEditor.general.noTriggers')}</p>}
      {triggers.map((trigger, index) => (
        // A condition has no name of its own; its place is what it is known by.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="plan-trigger">
          <TriggerFields trigger={trigger} onChange={(to) => onChange(triggers.with(index, to))} />
          <button type="button" className="button" aria-label={t('office.planEditor.general.dropTrigger', { number: index + 1 })} onClick={() => onChange(triggers.toSpliced(index, 1))}>
            ×
          </button>
        </div>
      ))}
      <div className="edition-acts">
        <button type="button" className="button" disabled={triggers.length >= most} onClick={() => add({ on: 'alarm', kinds: [] })}>
          {t('office.planEditor.general.addAlarm')}
        </button>
        <button type="button" className="button" disabled={triggers.length >= most} onClick={() => add({ on: 'words', words: [] })}>
          {t('office.planEditor.general.addWords')}
        </button>
      </div>
    </fieldset>
  )
}

function TriggerFields({ trigger, onChange }: { trigger: Trigger; onChange: (trigger: Trigger) => void }) {
  const { t } = useTranslation()
  if (trigger.on === 'words') {
    return <TagsInput label={t('office.planEditor.general.words')} description={t('office.planEditor.general.wordsHint')} value={trigger.words} onChange={(words) => onChange({ ...trigger, words: words.map((word) => word.trim()).filter((word) => word.length >= 2 && word.length <= 40) })} maxTags={40} />
  }
  const kinds = [...new Set<string>([...knownAlarmKinds, ...trigger.kinds])]
  return (
    <div className="plan-trigger-alarm">
      <MultiSelect label={t('office.planEditor.general.kinds')} searchable value={trigger.kinds} data={kinds.map((kind) => ({ value: kind, label: alarmWords(t, { kind, text: '' }) }))} onChange={(to) => onChange({ ...trigger, kinds: to })} maxValues={20} />
      <Select
        label={t('office.planEditor.general.severity')} clearable placeholder={t('office.planEditor.general.anySeverity')} value={trigger.severity ?? null} data={severities.map((one) => ({ value: one, label: t(`words.severity.${one}`) }))}
        onChange={(chosen) => onChange({ ...trigger, severity: severities.find((one) => one === chosen) ?? null })}
      />
      <NumberField label={t('office.planEditor.general.count')} whole value={trigger.count ?? null} onChange={(count) => onChange({ ...trigger, count })} max={100} />
    </div>
  )
}
