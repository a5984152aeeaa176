import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runningPromise, type Candidate, type Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useNow } from '../live/now.ts'
import { useDesk } from '../ui/desk-state.ts'
import { Asked } from '../ui/asked.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { CandidateList, mayStillGo } from './candidate-list.tsx'
import { useCandidateWords, useNames } from './candidate-words.ts'
import { ConflictNote } from './conflict-note.tsx'
import { useGive } from './give.ts'

/** Who could take the order, best first, each with why; then what giving it to them does; then it is done. */
export function Reassign({ order }: { order: Order }) {
  const { t } = useTranslation()
  const words = useCandidateWords()
  const name = useNames()
  const chosen = useDesk((desk) => desk.chosen)
  const choose = (person: string | null) => useDesk.setState({ chosen: person })
  const [reason, setReason] = useState('')
  const { give, busy, failure } = useGive(order)
  const query = useQuery({ queryKey: ['candidates', order.id, order.version], queryFn: () => ask('candidates', {}, order.id), placeholderData: (before) => before, staleTime: 10_000 })
  const meant = chosen === null ? null : (query.data?.find(({ person }) => person === chosen) ?? null)
  const goes = meant !== null && (meant.suitable || mayStillGo(meant))
  return (
    <div className="reassign" data-testid="reassign">
      {failure && (failure.problem?.status === 409 ? <ConflictNote order={order} failure={failure} /> : <ProblemNote failure={failure} />)}
      {meant && (
        <div className="reassign-effect">
          <strong>{t('order.choose', { name: name(meant.person) })}</strong>
          {!meant.suitable && <p className="soon">{words.whyNot(meant)}</p>}
          {goes && <Effect order={order} candidate={meant} name={name(meant.person)} />}
          {goes && <input className="field" value={reason} onChange={(event) => setReason(event.target.value)} placeholder={t('order.reason')} aria-label={t('order.reason')} maxLength={400} />}
          <div className="dialog-foot">
            <button type="button" className="button button-bare" onClick={() => choose(null)}>
              {t('act.back')}
            </button>
            {goes && (
              <button type="button" className="button button-next" disabled={busy} autoFocus onClick={() => void give(meant.person, reason)} data-confirm>
                {t('act.confirm')}
              </button>
            )}
          </div>
        </div>
      )}
      {!meant && (
        <button type="button" className="button button-bare reassign-back" onClick={() => useDesk.setState({ reassigning: false })}>
          ← {t('act.back')}
        </button>
      )}
      <Asked query={query}>{(candidates) => <CandidateList candidates={candidates} recommended={order.dispatch?.person ?? null} chosen={chosen} onChoose={({ person }) => choose(person)} />}</Asked>
    </div>
  )
}

/** What the choice does to the person and to the promises, theirs and this order's. */
function Effect({ order, candidate, name }: { order: Order; candidate: Candidate; name: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const running = runningPromise(order)
  const left = running ? (Date.parse(running.by) - now) / 1000 : null
  const { minutes, wouldBreak, openOrders } = candidate
  const tooLate = running?.kind === 'arrive' && left !== null && left > 0 && minutes !== null && minutes * 60 > left
  return (
    <>
      <p>
        {[
          t('order.effect', { name, count: openOrders + 1 }),
          minutes !== null && t('order.effectArrive', { minutes }),
          left !== null && t(left < 0 ? 'order.effectLate' : 'order.effectPromise', { time: format.span(left) }),
          wouldBreak === 0 && openOrders > 0 && t('order.breaksNothing'),
        ]
          .filter(Boolean)
          .join(t('join.dot'))}
      </p>
      {wouldBreak > 0 && <p className="soon">{t('order.wouldBreak', { count: wouldBreak })}</p>}
      {tooLate && <p className="soon">{t('order.tooLate')}</p>}
    </>
  )
}
