import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { alwaysPromised, limitNames, saidUnits, type LimitName, type Said, type SaidLimits } from './limit-rules.ts'

/** Each promise with its amount and unit; what is not promised is not ticked. */
export function LimitFields({ limits, onChange }: { limits: SaidLimits; onChange: (limits: SaidLimits) => void }) {
  const { t } = useTranslation()
  return (
    <fieldset className="promise-limits">
      <legend>{t('office.promises.form.limits')}</legend>
      {limitNames.map((name) => (
        <LimitField key={name} name={name} said={limits[name]} onChange={(said) => onChange({ ...limits, [name]: said })} />
      ))}
    </fieldset>
  )
}

const usual: Said = { unit: 'hours', amount: 1 }

function LimitField({ name, said, onChange }: { name: LimitName; said: Said | null; onChange: (said: Said | null) => void }) {
  const { t } = useTranslation()
  const words = t(`office.promises.name.${name}`)
  return (
    <div className="promise-limit">
      <label>
        <input type="checkbox" checked={said !== null} disabled={alwaysPromised.includes(name)} onChange={(event) => onChange(event.currentTarget.checked ? usual : null)} />
        {words}
      </label>
      {said ? (
        <>
          <TextInput
            type="number" aria-label={t('office.promises.form.amount', { name: words })} min={0} max={527_040} step={1} required
            value={Number.isNaN(said.amount) ? '' : said.amount} onChange={(event) => onChange({ ...said, amount: event.currentTarget.valueAsNumber })}
          />
          <Select
            aria-label={t('office.promises.form.unit', { name: words })} allowDeselect={false} value={said.unit}
            data={saidUnits.map((unit) => ({ value: unit, label: t(`office.promises.unit.${unit}`) }))}
            onChange={(chosen) => onChange({ ...said, unit: saidUnits.find((unit) => unit === chosen) ?? said.unit })}
          />
        </>
      ) : (
        <span className="dim">{t('office.promises.never')}</span>
      )}
    </div>
  )
}
