import { useTranslation } from 'react-i18next'
import type { Plan } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'

/** Before a plan starts: who gets which step, and what leaves the building. */
export function PlanPreview({ plan, drill }: { plan: Plan; drill: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const messages = plan.steps.flatMap((step) => (step.notify ? [{ key: step.key, ...step.notify }] : []))
  return (
    <div className="preview">
      <p>{format.name(plan.purpose)}</p>
      <h3>{t('plan.who')}</h3>
      <ol className="preview-steps">
        {plan.steps.map((step, index) => (
          <li key={step.key}>
            <span className="dim">{index + 1}</span> {format.name(step.name)} <span className="dim">{t(`words.post.${step.post}`)}</span>
          </li>
        ))}
      </ol>
      <h3>{messages.length === 0 ? t('plan.outsideNone') : t(drill ? 'plan.outsideDrill' : 'plan.outside')}</h3>
      <ul>
        {messages.map((message) => (
          <li key={message.key}>
            <strong>{t('plan.to', { who: format.name(message.to) })}</strong>
            {t('join.colon')}
            {format.name(message.text)}
          </li>
        ))}
      </ul>
    </div>
  )
}
