import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { reassign } from '../ui/desk-state.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useNames } from './candidate-words.ts'
import { ConflictNote } from './conflict-note.tsx'
import { useGive } from './give.ts'

/** Whom dispatch proposes for an order that nobody has; null where it proposes nobody. */
export const proposedFor = ({ state, dispatch }: Order): string | null =>
  (state === 'reported' || state === 'reopened') && dispatch?.mode === 'propose' ? dispatch.person : null

/** The next act of an order that is proposed for somebody: one click gives it to them. For who may assign it. */
export function ProposedNext({ order, person }: { order: Order; person: string }) {
  const { t } = useTranslation()
  const name = useNames()
  const { give, busy, failure } = useGive(order)
  return (
    <>
      {failure && <div className="foot-note">{failure.problem?.status === 409 ? <ConflictNote order={order} failure={failure} /> : <ProblemNote failure={failure} />}</div>}
      <button type="button" className="button button-next" disabled={busy} data-move="give" data-person={person} onClick={() => void give(person)}>
        {t('order.give', { name: name(person) })}
      </button>
      <button type="button" className="button" data-move="assign" onClick={() => reassign(order.id)}>
        {t('order.assign')}
      </button>
    </>
  )
}
