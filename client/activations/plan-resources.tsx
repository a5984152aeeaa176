import { useTranslation } from 'react-i18next'
import type { Activation } from '#shared/activations.ts'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue, usePlans } from '../live/catalogue.ts'

/** What the plan may call on here: firms with their contact, supplies with their place. */
export function PlanResources({ activation }: { activation: Activation }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { resources } = useCatalogue()
  const plan = usePlans().data?.find((row) => row.id === activation.plan)
  const useful = resources.filter((resource) => resource.community === activation.community && plan?.resources.some(({ kind }) => kind === resource.kind))
  if (!plan || plan.resources.length === 0) return null
  return (
    <section className="plan-resources">
      <h3>{t('plan.resources')}</h3>
      {useful.length === 0 && <p className="dim">{t('plan.noResources')}</p>}
      <ul className="lines">
        {useful.map((resource) => (
          <li key={resource.id}>
            <span className="one-line">
              {format.name(resource.name)} <span className="dim">{resource.amount}</span>
            </span>
            <span className="dim one-line">{[format.name(resource.place), resource.contact].filter(Boolean).join(t('join.dot'))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
