import { useTranslation } from 'react-i18next'
import { audiences, ways, type Notice } from '#shared/plans.ts'
import { BilingualField } from './bilingual-field.tsx'
import { ChoiceField } from './choice-field.tsx'

const blank: Notice = { to: { zh: '', en: '' }, text: { zh: '', en: '' }, audience: 'residents', way: 'gateway' }

/** A message that leaves the building when a step opens. `optional`: the step may do without. */
export function NotifyFields({ notify, onChange, optional = false }: { notify: Notice | null; onChange: (notify: Notice | null) => void; optional?: boolean }) {
  const { t } = useTranslation()
  const said = notify ?? (optional ? null : blank)
  return (
    <fieldset className="plain-set">
      {optional && (
        <label className="plan-tick">
          <input type="checkbox" checked={said !== null} onChange={() => onChange(said ? null : blank)} /> {t('office.planEditor.field.notify')}
        </label>
      )}
      {said && (
        <>
          <div className="form-pair">
            <ChoiceField label={t('office.planEditor.field.audience')} value={said.audience ?? 'outside'} options={audiences} words={(one) => t(`office.planEditor.audience.${one}`)} onChange={(audience) => onChange({ ...said, audience })} />
            <ChoiceField label={t('office.planEditor.field.way')} value={said.way ?? 'gateway'} options={ways} words={(one) => t(`office.planEditor.way.${one}`)} onChange={(way) => onChange({ ...said, way })} />
          </div>
          <BilingualField label={t('office.planEditor.field.to')} value={said.to} onChange={(to) => onChange({ ...said, to })} />
          <BilingualField label={t('office.planEditor.field.text')} value={said.text} onChange={(text) => onChange({ ...said, text })} area />
        </>
      )}
    </fieldset>
  )
}
