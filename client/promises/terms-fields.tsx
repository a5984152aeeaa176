import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { escalationChain, waitReasons } from '#shared/orders.ts'
import type { ServicePromise } from '#shared/promises.ts'

type Terms = Pick<ServicePromise, 'pauses' | 'warnAt' | 'escalateAfter'>

/** When it is warned, who hears of what is late, and which waiting stops the clocks. */
export function TermsFields({ value: { pauses, warnAt, escalateAfter }, onChange }: { value: Terms; onChange: (terms: Partial<Terms>) => void }) {
  const { t } = useTranslation()
  const levels = escalationChain.slice(1)
  return (
    <details className="promise-fold">
      <summary>{t('office.promises.form.more')}</summary>
      <div className="promise-terms">
        <label className="promise-term">
          {t('office.promises.form.warnAt')}
          <TextInput type="number" min={10} max={99} required value={warnAt} onChange={(event) => onChange({ warnAt: event.currentTarget.valueAsNumber || 0 })} />
        </label>
        <fieldset>
          <legend>{t('office.promises.form.escalate')}</legend>
          {levels.map((level, index) => (
            <label key={level} className="promise-term">
              {t(`words.escalation.${level}`)}
              <TextInput
                type="number" min={0} max={100_000} required value={escalateAfter[index] ?? 0}
                onChange={(event) => onChange({ escalateAfter: levels.map((_, at) => (at === index ? event.currentTarget.valueAsNumber || 0 : (escalateAfter[at] ?? 0))) })}
              />
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>{t('office.promises.form.pauses')}</legend>
          {waitReasons.map((reason) => (
            <label key={reason}>
              <input type="checkbox" checked={pauses.includes(reason)} onChange={() => onChange({ pauses: waitReasons.filter((one) => (one === reason ? !pauses.includes(one) : pauses.includes(one))) })} />
              {t(`words.waitReason.${reason}`)}
            </label>
          ))}
        </fieldset>
      </div>
    </details>
  )
}
