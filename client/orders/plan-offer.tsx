import { useTranslation } from 'react-i18next'
import { real } from '#shared/modes.ts'
import { isOpenOrder, type Order } from '#shared/orders.ts'
import { fitsWords } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'
import { usePlans } from '../live/catalogue.ts'
import { useMay } from '../live/session.ts'
import { openDialog } from '../ui/desk-state.ts'
import { Block } from '../ui/sheet.tsx'

/** Plans that what was reported sounds like: one press leads to the last question. */
export function PlanOffers({ order }: { order: Order }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()('activation.start', order.community)
  const plans = usePlans()
  const { community, title, description } = order
  const fitting = may && isOpenOrder(order) && order.mode === real ? (plans.data ?? []).filter((plan) => fitsWords(plan, `${title}\n${description}`)) : []
  if (fitting.length === 0) return null
  return (
    <Block title={t('sheet.plans')}>
      {fitting.map((plan) => (
        <button
          key={plan.id} type="button" className="button button-next plan-offer" data-plan={plan.id}
          onClick={() => openDialog({ kind: 'start', plan: plan.id, community, building: order.building ?? undefined, place: order.place, reason: title })}
        >
          {`${t('plan.start')}${t('join.colon')}${format.name(plan.name)}`}
        </button>
      ))}
    </Block>
  )
}
