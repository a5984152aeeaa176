import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moved, type Order, type OrderMove } from '#shared/orders.ts'
import { useCommand } from '../live/command-state.ts'
import { useJudge } from '../live/session.ts'
import { reassign } from '../ui/desk-state.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { ConflictNote } from './conflict-note.tsx'
import { proposedFor, ProposedNext } from './proposed-next.tsx'

type Move = Extract<OrderMove, 'accept' | 'arrive' | 'finish' | 'close' | 'cancel'>
const moves = ['accept', 'arrive', 'finish', 'close'] as const satisfies Move[]

/** What can be done with the order now. The next ordinary move stands out; cancelling asks once more. */
export function OrderMoves({ order, assignable }: { order: Order; assignable: boolean }) {
  const { t } = useTranslation()
  const judge = useJudge()
  const [note, setNote] = useState('')
  const [cancelling, setCancelling] = useState(false)
  const accept = useCommand('order.accept')
  const arrive = useCommand('order.arrive')
  const finish = useCommand('order.finish')
  const close = useCommand('order.close')
  const cancel = useCommand('order.cancel')
  const commands = { accept, arrive, finish, close, cancel }
  const busy = Object.values(commands).some((command) => command.busy)
  const failure = Object.values(commands).find((command) => command.failure)?.failure ?? null
  const verdict = (move: Move) => (moved(order.state, move) === null ? 'never' : judge(`order.${move}`, order.community, { order }))
  const can = (move: Move) => verdict(move) === 'yes'
  const possible = moves.filter(can)
  const proposed = proposedFor(order)
  const run = async (move: Move) => {
    for (const command of Object.values(commands)) command.clear()
    const done = move === 'cancel' ? cancel.run({ version: order.version, reason: note }, order.id) : commands[move].run({ version: order.version, note }, order.id)
    if (await done) setNote('')
    setCancelling(false)
  }
  if (possible.length === 0 && !assignable && !can('cancel')) {
    return moves.some((move) => verdict(move) === 'own-only') ? <p className="foot-note dim" data-why="own-only">{t('rights.ownOnly')}</p> : null
  }
  return (
    <>
      {failure && <div className="foot-note">{failure.problem?.status === 409 ? <ConflictNote order={order} failure={failure} /> : <ProblemNote failure={failure} />}</div>}
      {possible.length > 0 && <input className="field foot-note" value={note} onChange={(event) => setNote(event.target.value)} placeholder={t('order.note')} aria-label={t('order.note')} maxLength={2000} />}
      {possible.map((move) => (
        <button key={move} type="button" className={`button ${move === possible[0] && order.assignee ? 'button-next' : ''}`} disabled={busy} data-move={move} onClick={() => void run(move)}>
          {t(`order.${move}`)}
        </button>
      ))}
      {assignable && proposed !== null && <ProposedNext order={order} person={proposed} />}
      {assignable && proposed === null && (
        <button type="button" className={`button ${order.assignee ? '' : 'button-next'}`} data-move="assign" onClick={() => reassign(order.id)}>
          {t(order.assignee ? 'order.reassign' : 'order.assign')}
        </button>
      )}
      {can('cancel') && (
        <button type="button" className={`button ${cancelling ? 'button-danger' : 'button-bare'}`} disabled={busy} data-move="cancel" onClick={() => (cancelling ? void run('cancel') : setCancelling(true))} onBlur={() => setCancelling(false)}>
          {t('order.cancel')}
        </button>
      )}
      {cancelling && <p className="foot-note late">{t('order.cancelWarn')}</p>}
    </>
  )
}
