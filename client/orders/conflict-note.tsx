import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import type { Failure } from '../live/command-state.ts'
import { useLive } from '../live/live-state.ts'

/** Somebody else was first: what they made of it, so that the next decision is about that. */
export function ConflictNote({ order, failure }: { order: Order; failure: Failure }) {
  const { t } = useTranslation()
  const format = useFormat()
  const current = failure.problem?.current as Order | undefined
  const winner = current && current.version >= order.version ? current : order
  const person = useLive((state) => (winner.assignee ? state.picture.person.get(winner.assignee) : undefined))
  return (
    <div className="problem" role="alert" data-testid="conflict">
      <strong>{failure.problem?.title ?? t('order.conflict')}</strong>
      <p>{failure.problem?.detail}</p>
      <p>{t('order.conflictNow', { state: t(`words.orderState.${winner.state}`), who: person ? format.name(person.name) : '–' })}</p>
    </div>
  )
}
