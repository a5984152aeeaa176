import { useTranslation } from 'react-i18next'
import type { Activation } from '#shared/activations.ts'
import { useSees } from '../live/session.ts'
import { requestCounts } from './run-rules.ts'
import { useChecks } from './run-state.ts'

/** Who answered the roll call, which households were asked after, and what was called for: one line each. */
export function RunFigures({ activation }: { activation: Activation }) {
  const { t } = useTranslation()
  const sees = useSees()('checks', activation.community) === 'yes'
  const { data } = useChecks(activation.id, sees, activation.state === 'running')
  const counts = requestCounts(activation.requests ?? [])
  const called = data?.rollCall ?? []
  const answered = called.filter(({ check }) => check.state !== 'open').length
  const houses = data?.households
  const all = houses ? houses.open + houses.safe + houses.help + houses.unreachable + houses.away : 0
  const helped = (houses?.help ?? 0) + called.filter(({ check }) => check.state === 'help').length
  const owed = (['asked', 'coming', 'there'] as const).flatMap((state) => (counts[state] > 0 ? [t(`run.${state}`, { count: counts[state] })] : []))
  const some = called.length > 0 || all > 0 || counts.needed > 0 || owed.length > 0
  if (!some) return null
  return (
    <dl className="plan-figures" data-testid="run-figures">
      {called.length > 0 && (
        <div>
          <dt>{t('run.figure.rollCall')}</dt>
          <dd>{t('run.rollCount', { done: answered, of: called.length })}</dd>
        </div>
      )}
      {houses && all > 0 && (
        <div>
          <dt>{t('run.figure.households')}</dt>
          <dd>
            {t('run.houseCount', { done: all - houses.open, of: all })}
            {helped > 0 && <strong className="late">{t('join.dot') + t('run.help', { count: helped })}</strong>}
          </dd>
        </div>
      )}
      {(counts.needed > 0 || owed.length > 0) && (
        <div>
          <dt>{t('run.figure.resources')}</dt>
          <dd>
            {counts.needed > 0 && <strong className="soon">{t('run.needed', { count: counts.needed })}</strong>}
            {counts.needed > 0 && owed.length > 0 && t('join.dot')}
            {owed.join(t('join.dot'))}
          </dd>
        </div>
      )}
    </dl>
  )
}
