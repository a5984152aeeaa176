import { useQuery } from '@tanstack/react-query'
import { OrderContact } from './orders/order-contact.tsx'
import { FieldPage } from './field/field-page.tsx'
import { listenForInstall } from './field/install.ts'
import './i18n/field.ts'
import { meQuery } from './live/session.ts'

listenForInstall()

/** A phone in one hand, in a stairwell. */
export default function Field() {
  const { data: me } = useQuery(meQuery)
  if (!me) return null
  return <FieldPage me={me} contact={(order) => <OrderContact order={order} />} desk={me.grants.some(({ role }) => role !== 'field')} />
}
