import { useTranslation } from 'react-i18next'
import type { Community } from '#shared/sites.ts'
import { useFormat } from '../i18n/format.ts'
import type { Failure } from '../live/command-state.ts'

export type Outcome = { state: 'going' | 'started' | 'asked' } | { state: 'failed'; failure: Failure }

type Props = { communities: readonly Community[]; chosen: ReadonlySet<string>; onChoose: (chosen: ReadonlySet<string>) => void; outcomes: ReadonlyMap<string, Outcome> }

/** The communities that a warning is about, and what came of the start in each. */
export function StartSeveral({ communities, chosen, onChoose, outcomes }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const turn = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    onChoose(next)
  }
  return (
    <fieldset className="start-several">
      <legend>{t('run.start.warning')}</legend>
      {communities.length === 0 && <p className="dim">{t('run.start.warningNone')}</p>}
      {communities.map(({ id, name }) => {
        const outcome = outcomes.get(id)
        return (
          <label key={id} data-community={id} data-outcome={outcome?.state}>
            <input type="checkbox" checked={chosen.has(id)} disabled={outcome !== undefined && outcome.state !== 'failed'} onChange={(event) => turn(id, event.target.checked)} />
            <span>{format.name(name)}</span>
            {outcome && (
              <span role="status" className={outcome.state === 'failed' ? 'late' : 'dim'}>
                {t(`run.start.outcome.${outcome.state}`)}
                {outcome.state === 'failed' && t('join.colon') + (outcome.failure.problem?.errors?.[0]?.message ?? outcome.failure.problem?.detail ?? t('problem.network'))}
              </span>
            )}
          </label>
        )
      })}
    </fieldset>
  )
}
