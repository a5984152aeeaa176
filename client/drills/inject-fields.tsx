import { NumberInput, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { knownAlarmKinds, severities } from '#shared/alarms.ts'
import { injectKinds, type Inject } from '#shared/drills.ts'
import { lifeSafetyKinds } from '#shared/responses.ts'
import { alarmWords } from '../i18n/kind.ts'
import { DeviceChoice } from '../ui/device-choice.tsx'
import { freshKey } from './drill-rules.ts'
import { InjectPhoto } from './inject-photo.tsx'
import { Remove } from './objective-fields.tsx'

const usual: NonNullable<Inject['alarm']> = { kind: 'water.leak', severity: 'major' }

/** What is put in while the drill runs, line by line. */
export function InjectFields({ value, community, onChange }: { value: readonly Inject[]; community: string | null; onChange: (rows: Inject[]) => void }) {
  const { t } = useTranslation()
  const set = (key: string, fields: Partial<Inject>) => onChange(value.map((row) => (row.key === key ? { ...row, ...fields } : row)))
  return (
    <div className="drill-lines">
      {value.map((row, at) => (
        <fieldset key={row.key} className="drill-line inject-line">
          <legend className="unseen">{`${t('office.drills.injectTitle')} ${at + 1}`}</legend>
          <NumberInput
            label={t('office.drills.form.minutes')} placeholder={t('office.drills.form.byHand')} value={row.minutes ?? ''} onChange={(minutes) => set(row.key, { minutes: typeof minutes === 'number' ? minutes : null })}
            min={0} max={1440} hideControls
          />
          <Select
            label={t('office.drills.form.kind')} value={row.kind} allowDeselect={false} data={injectKinds.map((kind) => ({ value: kind, label: t(`office.drills.inject.${kind}`) }))}
            onChange={(kind) => set(row.key, { kind: injectKinds.find((one) => one === kind) ?? 'word', alarm: kind === 'alarm' ? (row.alarm ?? usual) : null, photo: kind === 'photo' ? row.photo : null })}
          />
          <TextInput label={t('office.drills.form.textZh')} value={row.text.zh} onChange={(event) => set(row.key, { text: { ...row.text, zh: event.currentTarget.value } })} maxLength={200} />
          <TextInput label={t('office.drills.form.textEn')} value={row.text.en} onChange={(event) => set(row.key, { text: { ...row.text, en: event.currentTarget.value } })} maxLength={200} />
          <Remove name={row.text.zh || String(at + 1)} onRemove={() => onChange(value.filter(({ key }) => key !== row.key))} />
          {row.kind === 'photo' && <InjectPhoto value={row.photo} onChange={(photo) => set(row.key, { photo })} />}
          {row.kind === 'alarm' && <AlarmFields value={row.alarm ?? usual} community={community} onChange={(alarm) => set(row.key, { alarm })} />}
        </fieldset>
      ))}
      {value.length < 60 && (
        <button type="button" className="button" onClick={() => onChange([...value, { key: freshKey('inject', value), minutes: 5, kind: 'word', text: { zh: '', en: '' } }])}>
          {t('office.drills.form.addInject')}
        </button>
      )}
    </div>
  )
}

type AlarmOf = NonNullable<Inject['alarm']>

function AlarmFields({ value, community, onChange }: { value: AlarmOf; community: string | null; onChange: (alarm: AlarmOf) => void }) {
  const { t } = useTranslation()
  return (
    <div className="inject-alarm">
      <Select
        label={t('office.drills.form.alarmKind')} value={value.kind} allowDeselect={false} searchable onChange={(kind) => kind && onChange({ ...value, kind, severity: lifeSafetyKinds.includes(kind) ? 'critical' : value.severity })}
        data={knownAlarmKinds.map((kind) => ({ value: kind, label: alarmWords(t, { kind, text: '' }) }))}
      />
      <Select
        label={t('office.drills.form.severity')} value={value.severity} allowDeselect={false} onChange={(severity) => onChange({ ...value, severity: severities.find((one) => one === severity) ?? 'major' })}
        data={severities.map((severity) => ({ value: severity, label: t(`words.severity.${severity}`) }))}
      />
      {community && (
        <DeviceChoice
          key={community} community={community} value={value.device ?? null} onChange={(device) => onChange({ ...value, device })}
          label={t('office.drills.form.device')} placeholder={t('office.drills.form.deviceHint')} nothing={t('office.drills.form.noDevice')}
        />
      )}
    </div>
  )
}
