import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { knownAlarmKinds, severities } from '#shared/alarms.ts'
import type { Draft } from './draft-rules.ts'

const other = ' '

/** What it raises. */
export function AlarmFields({ draft, onChange }: { draft: Draft; onChange: (more: Partial<Draft>) => void }) {
  const { t } = useTranslation()
  const [named, setNamed] = useState(!knownAlarmKinds.some((kind) => kind === draft.alarm))
  return (
    <>
      <div className="form-pair rule-pair">
        <Select
          label={t('office.rules.form.alarm')} allowDeselect={false} searchable value={named ? other : draft.alarm}
          data={[...knownAlarmKinds.map((kind) => ({ value: kind, label: t(`words.alarmKind.${kind}`) })), { value: other, label: t('office.rules.form.other') }]}
          onChange={(chosen) => {
            setNamed(chosen === other)
            onChange({ alarm: chosen === other ? '' : (chosen ?? draft.alarm) })
          }}
        />
        <Select
          label={t('office.rules.form.severity')} allowDeselect={false} value={draft.severity} data={severities.map((one) => ({ value: one, label: t(`words.severity.${one}`) }))}
          onChange={(chosen) => onChange({ severity: severities.find((one) => one === chosen) ?? draft.severity })}
        />
      </div>
      {named && (
        <TextInput label={t('office.rules.form.code')} description={t('office.rules.form.codeHint')} value={draft.alarm} required withAsterisk={false} maxLength={60} onChange={(event) => onChange({ alarm: event.currentTarget.value.trim().toLowerCase() })} />
      )}
    </>
  )
}
