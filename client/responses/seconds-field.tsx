import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { secondUnits, type Said } from './response-rules.ts'

type Props = { name: string; none: string; said: Said | null; usual: Said; onChange: (said: Said | null) => void }

/** A time after the alarm, or none: what is not ticked does not follow. */
export function SecondsField({ name, none, said, usual, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <div className="response-time">
      <label>
        <input type="checkbox" checked={said !== null} onChange={(event) => onChange(event.currentTarget.checked ? usual : null)} />
        {name}
      </label>
      {said ? (
        <>
          <TextInput
            type="number" aria-label={t('office.responses.form.amount', { name })} min={1} max={604_800} step={1} required
            value={Number.isNaN(said.amount) ? '' : said.amount} onChange={(event) => onChange({ ...said, amount: event.currentTarget.valueAsNumber })}
          />
          <Select
            aria-label={t('office.responses.form.unit', { name })} allowDeselect={false} value={said.unit}
            data={secondUnits.map((unit) => ({ value: unit, label: t(`office.responses.unit.${unit}`) }))}
            onChange={(chosen) => onChange({ ...said, unit: secondUnits.find((unit) => unit === chosen) ?? said.unit })}
          />
        </>
      ) : (
        <span className="dim">{none}</span>
      )}
    </div>
  )
}
