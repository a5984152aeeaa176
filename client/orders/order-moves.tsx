import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { useActs } from '../live/command-state.ts'
import { useJudge } from '../live/session.ts'
import { reassign } from '../ui/desk-state.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { ConflictNote } from './conflict-note.tsx'
import { MoveForm } from './move-forms.tsx'
import { acts, asksFirst, nextOf, openBeside, possible, type Act, type Asking } from './move-rules.ts'
import { ProposedNext, proposedFor } from './proposed-next.tsx'

/** What can be done with the order now: the next act stands out, what is rarely done is behind a word, what asks for something asks in place. */
export function OrderMoves({ order, assignable }: { order: Order; assignable: boolean }) {
  const { t } = useTranslation()
  const judge = useJudge()
  const { run, busy, failure, clear } = useActs('order', order.id)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [all, setAll] = useState(false)
  const verdict = (act: Act) => (possible(order, act) ? judge(`order.${act}`, order.community, { order }) : 'never')
  const can = acts.filter((act) => verdict(act) === 'yes')
  const next = nextOf(order)
  const proposed = assignable ? proposedFor(order) : null
  const first = next !== 'assign' && next !== null && can.includes(next) ? next : null
  const beside = openBeside(order).filter((act) => act !== first && can.includes(act))
  const rest = can.filter((act) => act !== first && !beside.includes(act))
  const start = (act: Act) => {
    clear()
    if (asksFirst(act)) setAsking(act)
    else void run(`order.${act}`, { version: order.version })
  }
  const close = () => {
    clear()
    setAsking(null)
  }
  const refused = failure && <div className="foot-note">{failure.problem?.status === 409 ? <ConflictNote order={order} failure={failure} /> : <ProblemNote failure={failure} />}</div>
  if (asking && can.includes(asking)) {
    return (
      <>
        {refused}
        <MoveForm key={asking} act={asking} order={order} run={run} busy={busy} onClose={close} />
      </>
    )
  }
  if (can.length === 0 && !assignable) return acts.some((act) => verdict(act) === 'own-only') ? <p className="foot-note dim" data-why="own-only">{t('rights.ownOnly')}</p> : refused
  const button = (act: Act, look = '') => (
    <button key={act} type="button" className={`button ${look}`} disabled={busy} data-move={act} onClick={() => start(act)}>
      {t(`sheet.do.${act}`)}
    </button>
  )
  return (
    <>
      {refused}
      {proposed && <ProposedNext order={order} person={proposed} />}
      {first && button(first, order.assignee || next === 'close' || next === 'call-back' ? 'button-next' : '')}
      {assignable && !proposed && (
        <button type="button" className={`button ${next === 'assign' ? 'button-next' : ''}`} data-move="assign" onClick={() => reassign(order.id)}>
          {t(order.assignee ? 'order.reassign' : 'order.assign')}
        </button>
      )}
      {beside.map((act) => button(act))}
      {rest.length > 0 && (
        <button type="button" className="button button-bare" aria-expanded={all} data-more onClick={() => setAll(!all)}>
          {t(all ? 'sheet.less' : 'sheet.more')}
        </button>
      )}
      {all && <div className="move-rest">{rest.map((act) => button(act, act === 'cancel' ? 'button-danger' : 'button-bare'))}</div>}
    </>
  )
}
