import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { ask } from '../live/api.ts'
import { useSees } from '../live/session.ts'
import { Phone, Reveal } from '../ui/reveal.tsx'

/** How to reach who reported an order; nothing for those who are never shown it. */
export function OrderContact({ order }: { order: Order }) {
  const { t } = useTranslation()
  const verdict = useSees()('orderContact', order.community, { order })
  if (verdict === 'never') return null
  if (verdict !== 'yes') return <p className="dim">{t('personal.phoneOwnOnly')}</p>
  return (
    <p data-testid="contact">
      <Reveal label={t('personal.showPhone')} ask={() => ask('orderContact', {}, order.id)}>
        {({ phone }) => <Phone number={phone} />}
      </Reveal>
    </p>
  )
}
