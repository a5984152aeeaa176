import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { knownAlarmKinds, severities } from '#shared/alarms.ts'
import type { AlarmResponse } from '#shared/responses.ts'

type Matter = Pick<AlarmResponse, 'kind' | 'severity'>
const [any, other] = ['', ' ']

/** Which alarms a row is about. A door may send kinds that have no words here: they are named by their code. */
export function MatterFields({ value, onChange, fixed }: { value: Matter; onChange: (matter: Partial<Matter>) => void; /** It is changed, so that it stays about the same. */ fixed: boolean }) {
  const { t } = useTranslation()
  const known = knownAlarmKinds.find((kind) => kind === value.kind)
  const [named, setNamed] = useState(value.kind !== null && !known)
  return (
    <>
      <div className="form-pair">
        <Select
          label={t('office.responses.form.kind')} allowDeselect={false} searchable disabled={fixed} value={named ? other : (value.kind ?? any)}
          data={[{ value: any, label: t('office.responses.anyKind') }, ...knownAlarmKinds.map((kind) => ({ value: kind, label: t(`words.alarmKind.${kind}`) })), { value: other, label: t('office.responses.form.otherKind') }]}
          onChange={(chosen) => {
            setNamed(chosen === other)
            onChange({ kind: chosen === other ? '' : chosen || null })
          }}
        />
        <Select
          label={t('office.responses.form.severity')} allowDeselect={false} disabled={fixed} value={value.severity ?? any}
          data={[{ value: any, label: t('office.responses.anySeverity') }, ...severities.map((one) => ({ value: one, label: t(`words.severity.${one}`) }))]}
          onChange={(chosen) => onChange({ severity: severities.find((one) => one === chosen) ?? null })}
        />
      </div>
      {named && (
        <TextInput
          label={t('office.responses.form.code')} description={t('office.responses.form.codeHint')} value={value.kind ?? ''} disabled={fixed} required withAsterisk={false} maxLength={60}
          onChange={(event) => onChange({ kind: event.currentTarget.value.trim().toLowerCase() })}
        />
      )}
    </>
  )
}
