import { useTranslation } from 'react-i18next'
import { needsAnswer, type Alarm } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'
import { fitsAlarm, type Plan } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'
import { usePlans } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useJudge } from '../live/session.ts'
import { openDialog } from '../ui/desk-state.ts'

/** The plan that each alarm's row offers: of what endangers lives or is critical, while no plan but a practised one runs for it. */
export function useOffered(): (alarm: Alarm) => Plan | undefined {
  const { data } = usePlans()
  const judge = useJudge()
  const { activation: running, alarm: standing } = useLive((state) => state.picture)
  const answered = new Set([...running.values()].filter(({ mode }) => mode === real).map(({ alarm }) => alarm))
  return (alarm) => {
    const isGrave = (alarm.lifeSafety || alarm.severity === 'critical') && !alarm.exercise && (needsAnswer(alarm) || alarm.state === 'acknowledged')
    if (!isGrave || answered.has(alarm.id) || judge('activation.start', alarm.community, { drill: false }) !== 'yes') return undefined
    return data?.find((plan) => fitsAlarm(plan, alarm, standing.values()))
  }
}

/** One press from the alarm to the plan's last question. */
export function PlanOffer({ alarm, plan, wide = false }: { alarm: Alarm; plan: Plan; wide?: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <button type="button" className={`button button-next ${wide ? 'plan-offer' : 'acknowledge one-line'}`} data-plan={plan.id} onClick={() => openDialog({ kind: 'start', plan: plan.id, alarm: alarm.id })}>
      {`${t('plan.start')}${t('join.colon')}${format.name(plan.name)}`}
    </button>
  )
}
