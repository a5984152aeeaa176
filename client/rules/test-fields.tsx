import { Autocomplete, NumberInput, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { valueUnits } from '#shared/devices.ts'
import { draftTests, secondUnits, type Amount, type Draft } from './draft-rules.ts'
import { knownKeys, useRuleWords } from './rule-words.ts'

type Props = { draft: Draft; onChange: (more: Partial<Draft>) => void }

/** Which value, and what of it is abnormal. */
export function TestFields({ draft, onChange }: Props) {
  const { t } = useTranslation()
  const { key: words } = useRuleWords()
  const unit = valueUnits[draft.key] ?? ''
  const ofLimit = draft.test === 'above' || draft.test === 'below'
  const ofValue = draft.test === 'duration' || draft.test === 'repetition' || draft.test === 'change'
  return (
    <>
      <div className="form-pair rule-pair">
        <Autocomplete
          label={t('office.rules.form.key')} description={t('office.rules.form.keyHint')} value={isWord(draft.key) ? words(draft.key) : draft.key} data={knownKeys.map((key) => words(key))} maxLength={60}
          onChange={(typed) => onChange({ key: knownKeys.find((key) => words(key) === typed) ?? typed })}
        />
        <Select
          label={t('office.rules.form.test')} allowDeselect={false} value={draft.test} data={draftTests.map((test) => ({ value: test, label: t(`office.rules.form.kindOf.${test}`) }))}
          onChange={(chosen) => onChange({ test: draftTests.find((test) => test === chosen) ?? draft.test })}
        />
      </div>
      {ofLimit && (
        <div className="form-pair rule-pair">
          <NumberInput label={t('office.rules.form.limit')} value={draft.limit} onChange={(limit) => onChange({ limit })} suffix={unit && ` ${unit}`} />
          <NumberInput label={t('office.rules.form.deadband')} description={t('office.rules.form.deadbandHint')} value={draft.deadband} onChange={(deadband) => onChange({ deadband })} min={0} suffix={unit && ` ${unit}`} />
        </div>
      )}
      {ofValue && (
        <div className="form-pair rule-pair">
          {draft.test === 'change' && <ValueField label={t('office.rules.form.from')} description={t('office.rules.form.fromHint')} value={draft.from} onChange={(from) => onChange({ from })} />}
          <ValueField label={t('office.rules.form.equals')} description={t('office.rules.form.valueHint')} value={draft.equals} onChange={(equals) => onChange({ equals })} />
          {draft.test === 'repetition' && <NumberInput label={t('office.rules.form.times')} value={draft.times} onChange={(times) => onChange({ times })} min={2} max={100} allowDecimal={false} />}
        </div>
      )}
      {draft.test !== 'change' && <TimeField name={t(ofLimit ? 'office.rules.form.delay' : draft.test === 'repetition' ? 'office.rules.form.within' : 'office.rules.form.seconds')} value={draft.time} onChange={(time) => onChange({ time })} />}
    </>
  )
}

/** Yes and no are typed as they are called here. */
function ValueField({ value, onChange, ...field }: { label: string; description: string; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  const [yes, no] = [t('office.rules.value.yes'), t('office.rules.value.no')]
  const typed = (text: string): string => (text === yes ? 'true' : text === no ? 'false' : text)
  return <TextInput {...field} value={value === 'true' ? yes : value === 'false' ? no : value} onChange={(event) => onChange(typed(event.currentTarget.value))} maxLength={400} />
}

const isWord = (key: string): boolean => knownKeys.some((one) => one === key)

function TimeField({ name, value, onChange }: { name: string; value: Amount; onChange: (value: Amount) => void }) {
  const { t } = useTranslation()
  return (
    <div className="rule-time">
      <NumberInput label={name} value={value.amount} onChange={(amount) => onChange({ ...value, amount: Number(amount) })} min={0} max={604_800} allowDecimal={false} />
      <Select
        aria-label={t('office.rules.form.amountUnit', { name })} allowDeselect={false} value={value.unit} data={secondUnits.map((unit) => ({ value: unit, label: t(`office.rules.unit.${unit}`) }))}
        onChange={(chosen) => onChange({ ...value, unit: secondUnits.find((unit) => unit === chosen) ?? value.unit })}
      />
    </div>
  )
}
