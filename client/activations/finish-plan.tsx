import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/modes.ts'
import type { Activation } from '#shared/activations.ts'
import { useCommand } from '../live/command-state.ts'
import { useJudge } from '../live/session.ts'
import { say } from '../ui/notices.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { progress } from './step-rules.ts'

/** Ends a plan after saying what that does and what is still open. */
export function FinishPlan({ activation }: { activation: Activation }) {
  const { t } = useTranslation()
  const verdict = useJudge()('activation.finish', activation.community, { drill: isDrill(activation.mode) })
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState('')
  const { run, busy, failure } = useCommand('activation.finish')
  const { done, of } = progress(activation)
  if (verdict === 'drill-only') return <p className="dim" data-why="drill-only">{t('rights.drillOnly')}</p>
  if (verdict !== 'yes') return null
  if (!asking) {
    return (
      <button type="button" className={`button ${done === of ? 'button-next' : ''}`} onClick={() => setAsking(true)} data-finish>
        {t('plan.finish')}
      </button>
    )
  }
  const finish = async () => {
    if (await run({ version: activation.version, note }, activation.id)) say(t('plan.finished'))
  }
  return (
    <div className="plan-finish">
      <p>
        {done < of && <strong className="soon">{t('plan.finishOpen', { count: of - done })} </strong>}
        {t('plan.finishWarn')}
      </p>
      <div className="step-hands">
        <input className="field" value={note} onChange={(event) => setNote(event.target.value)} placeholder={t('plan.finishNote')} aria-label={t('plan.finishNote')} maxLength={2000} />
        <button type="button" className="button button-danger" disabled={busy} onClick={() => void finish()} data-finish-confirm>
          {t('plan.finish')}
        </button>
        <button type="button" className="button button-bare" onClick={() => setAsking(false)}>
          {t('act.cancel')}
        </button>
      </div>
      <ProblemNote failure={failure} />
    </div>
  )
}
