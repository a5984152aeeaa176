import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { useNow } from '../live/now.ts'
import { useNames } from './candidate-words.ts'

/** Where dispatch stands with an order, in a sentence: offered to somebody for how long, free for all, or with nobody left. */
export function DispatchNote({ order }: { order: Order }) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useNames()
  const now = useNow()
  const { dispatch } = order
  if (!dispatch) return null
  const waits = order.state === 'reported' || order.state === 'reopened'
  const { mode, person, until, passed } = dispatch
  const offered = order.state === 'assigned' && person !== null && until !== null
  const words = [
    offered && t('order.offered', { name: name(person), time: format.span(Math.max(0, (Date.parse(until) - now) / 1000)) }),
    waits && mode === 'grab' && t('order.free'),
    waits && mode === 'propose' && person === null && t('order.nobody'),
    passed.length > 0 && t('order.passed', { count: passed.length }),
  ].filter(Boolean)
  if (words.length === 0) return null
  return <p className={waits && mode === 'propose' && person === null ? 'soon' : 'dim'} data-testid="dispatch">{words.join(t('join.dot'))}</p>
}
