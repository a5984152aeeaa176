import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plan } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'
import { isFound } from './start-rules.ts'

/** As many as are seen at a glance; of more one is found by its name. */
const few = 8

type Props = { rows: readonly { plan: Plan; fits: boolean }[]; chosen: Plan | undefined; onChoose: (id: string) => void; failed: boolean; loading: boolean }

/** The library, what is proposed in front. */
export function StartPlans({ rows, chosen, onChoose, failed, loading }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const shown = rows.filter(({ plan }) => isFound(plan, typed))
  return (
    <fieldset className="start-plans">
      <legend>{t('run.start.choose')}</legend>
      {rows.length > few && <input className="field" type="search" value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={t('run.start.find')} aria-label={t('run.start.find')} />}
      {failed && <p>{t('state.failed')}</p>}
      {loading && <p className="dim">{t('state.loading')}</p>}
      {!failed && !loading && shown.length === 0 && <p className="dim">{t(rows.length === 0 ? 'run.start.none' : 'run.start.found')}</p>}
      {shown.map(({ plan, fits }) => (
        <label key={plan.id} className="start-plan" data-chosen={plan === chosen || undefined}>
          <input type="radio" name="plan" checked={plan === chosen} onChange={() => onChoose(plan.id)} />
          <span>
            {format.name(plan.name)}
            {fits && <em>{t('run.start.proposed')}</em>}
          </span>
          <small>{plan.targetMinutes ? t('run.start.minutes', { count: plan.targetMinutes }) : ''}</small>
        </label>
      ))}
    </fieldset>
  )
}
