import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runningPromise, type Candidate, type Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { useDesk } from '../ui/desk-state.ts'
import { Asked } from '../ui/asked.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { Block } from '../ui/sheet.tsx'
import { ConflictNote } from './conflict-note.tsx'
import { offerUndo } from './undo-notice.tsx'

/** Who could take the order, best first, each with why; then what giving it to them does; then it is done. */
export function Reassign({ order }: { order: Order }) {
  const { t } = useTranslation()
  const format = useFormat()
  const people = useLive((state) => state.picture.person)
  const [chosen, setChosen] = useState<Candidate | null>(null)
  const [reason, setReason] = useState('')
  const { run, busy, failure } = useCommand('order.reassign')
  const query = useQuery({ queryKey: ['candidates', order.id, order.version], queryFn: () => ask('candidates', {}, order.id), placeholderData: (before) => before, staleTime: 10_000 })
  const name = (id: string) => {
    const person = people.get(id)
    return person ? format.name(person.name) : '–'
  }
  const give = async (to: Candidate) => {
    const before = order.assignee
    const reply = await run({ assignee: to.person, version: order.version, reason }, order.id)
    if (!reply) return
    useDesk.setState({ reassigning: false })
    offerUndo({ order: order.id, version: reply.body.version, message: t('order.reassigned', { number: order.number, name: name(to.person) }), before, beforeName: before ? name(before) : '' })
  }
  return (
    <div className="reassign" data-testid="reassign">
      {failure && (failure.problem?.status === 409 ? <ConflictNote order={order} failure={failure} /> : <ProblemNote failure={failure} />)}
      {chosen && (
        <div className="reassign-effect">
          <strong>{t('order.choose', { name: name(chosen.person) })}</strong>
          <Effect order={order} candidate={chosen} name={name(chosen.person)} />
          <input className="field" value={reason} onChange={(event) => setReason(event.target.value)} placeholder={t('order.reason')} aria-label={t('order.reason')} maxLength={400} />
          <div className="dialog-foot">
            <button type="button" className="button button-bare" onClick={() => setChosen(null)}>
              {t('act.back')}
            </button>
            <button type="button" className="button button-next" disabled={busy} autoFocus onClick={() => void give(chosen)} data-confirm>
              {t('act.confirm')}
            </button>
          </div>
        </div>
      )}
      <Asked query={query}>
        {(candidates) => {
          const fit = candidates.filter((candidate) => candidate.suitable)
          const unfit = candidates.filter((candidate) => !candidate.suitable && !candidate.exclusions.includes('off-shift'))
          const away = candidates.filter((candidate) => !candidate.suitable && candidate.exclusions.includes('off-shift'))
          return (
            <>
              <Block title={t('order.candidates')}>
                {fit.length === 0 && <p>{t('order.noCandidates')}</p>}
                <ul>
                  {fit.map((candidate, index) => (
                    <li key={candidate.person}>
                      <button type="button" className="candidate" aria-pressed={chosen?.person === candidate.person} data-candidate={candidate.person} autoFocus={index === 0} onClick={() => setChosen(candidate)}>
                        <span className="candidate-name">
                          {name(candidate.person)} <Post id={candidate.person} />
                        </span>
                        <span className="candidate-way">{[candidate.metres !== null && t('site.metres', { count: Math.round(candidate.metres) }), candidate.minutes !== null && t('plan.minutes', { count: Math.max(1, Math.round(candidate.minutes)) })].filter(Boolean).join(t('join.dot')) || '–'}</span>
                        <span className="candidate-why">
                          {[...candidate.reasons.map((reason) => t(`words.reason.${reason}`)), candidate.openOrders > 0 && t('order.openOrders', { count: candidate.openOrders }), candidate.positionAgeSeconds !== null && t('people.positionAge', { age: format.age(candidate.positionAgeSeconds) })].filter(Boolean).join(t('join.dot'))}
                        </span>
                      </button>
                    </li>
                  ))}
                </ul>
              </Block>
              {unfit.length + away.length > 0 && (
                <Block title={t('order.cannot')}>
                  <ul className="lines">
                    {unfit.map((candidate) => (
                      <li key={candidate.person}>
                        <span className="dim">{name(candidate.person)}</span>
                        <span className="dim">{candidate.exclusions.map((exclusion) => t(`words.exclusion.${exclusion}`)).join(t('join.comma'))}</span>
                      </li>
                    ))}
                    {away.length > 0 && (
                      <li>
                        <span className="dim">{t('people.more', { count: away.length })}</span>
                        <span className="dim">{t('words.exclusion.off-shift')}</span>
                      </li>
                    )}
                  </ul>
                </Block>
              )}
            </>
          )
        }}
      </Asked>
    </div>
  )
}

function Post({ id }: { id: string }) {
  const { t } = useTranslation()
  const post = useLive((state) => state.picture.person.get(id)?.post)
  return post ? <span className="dim">{t(`words.post.${post}`)}</span> : null
}

/** What the choice does to the person and to the promise. */
function Effect({ order, candidate, name }: { order: Order; candidate: Candidate; name: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const by = runningPromise(order)?.by
  const left = by ? (Date.parse(by) - now) / 1000 : null
  return (
    <p>
      {[
        t('order.effect', { name, count: candidate.openOrders + 1 }),
        candidate.minutes !== null && t('order.effectArrive', { minutes: Math.max(1, Math.round(candidate.minutes)) }),
        left !== null && t(left < 0 ? 'order.effectLate' : 'order.effectPromise', { time: format.span(left) }),
      ]
        .filter(Boolean)
        .join(t('join.dot'))}
    </p>
  )
}
