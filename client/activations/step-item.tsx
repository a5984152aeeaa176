import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/modes.ts'
import type { Activation, ActivationStep } from '#shared/activations.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { useMay } from '../live/session.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { stepLeft, waitsFor } from './step-rules.ts'

type Props = { activation: Activation; step: ActivationStep; number: number; now: number; zone: string | undefined }

export function StepItem({ activation, step, number, now, zone }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const left = stepLeft(step, now)
  const waits = waitsFor(activation.steps, step)
  const hands = step.state === 'open' && may('activation.complete-step', activation.community, { drill: isDrill(activation.mode) })
  return (
    <li className={`step step-${step.state}`} data-row={hands ? '' : undefined} data-step={step.key} data-state={step.state} aria-current={step.state === 'open' ? 'step' : undefined}>
      <span className="step-number" aria-hidden="true">
        {step.state === 'done' ? (
          <svg viewBox="0 0 16 16" width="0.9em">
            <path d="M3 8.5 6.5 12 13 4.5" fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
        ) : (
          number
        )}
      </span>
      <div className="step-text">
        <p className="step-name">
          <span className="unseen">{t(`words.stepState.${step.state}`)}</span> {format.name(step.name)}
        </p>
        <p className="step-sub">
          {t(`words.post.${step.post}`)}
          {step.state === 'open' && step.instruction[format.language] && t('join.dot') + step.instruction[format.language]}
          {step.state === 'waiting' && waits.length > 0 && t('join.dot') + t('plan.waitingFor', { steps: waits.join(t('join.comma')) })}
          {step.state === 'done' && step.doneBy && t('join.dot') + step.doneBy}
          {step.state === 'skipped' && t('join.dot') + t('plan.skipped')}
          {step.note && t('join.dot') + step.note}
        </p>
        {hands && <StepHands activation={activation} step={step} />}
      </div>
      <span className={`step-clock${(left !== null && left < 0) || (step.late && step.state === 'open') ? ' late' : ''}`}>
        {left !== null ? (left < 0 ? `${t('order.lateBy')} ` : '') + format.span(left) : step.doneAt ? format.time(step.doneAt, zone) : step.state === 'open' ? t('plan.noClock') : '–'}
      </span>
    </li>
  )
}

/** Done is one click; a note may go with it; skipping asks once more. */
function StepHands({ activation, step }: { activation: Activation; step: ActivationStep }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [note, setNote] = useState('')
  const [skipping, setSkipping] = useState(false)
  const { run, busy, failure } = useCommand('activation.complete-step')
  const end = (skip: boolean) => void run({ version: activation.version, step: step.key, skip, note }, activation.id)
  return (
    <>
      <div className="step-hands">
        <button type="button" className="button button-next" data-row-open disabled={busy} onClick={() => end(false)} aria-label={`${t('plan.complete')}${t('join.colon')}${format.name(step.name)}`}>
          {t('plan.complete')}
        </button>
        <input className="field" value={note} onChange={(event) => setNote(event.target.value)} placeholder={t('plan.noteHint')} aria-label={`${t('plan.note')}${t('join.colon')}${format.name(step.name)}`} maxLength={2000} />
        <button type="button" className={`button ${skipping ? 'button-danger' : 'button-bare'}`} disabled={busy} onClick={() => (skipping ? end(true) : setSkipping(true))} onBlur={() => setSkipping(false)} aria-label={`${t('plan.skip')}${t('join.colon')}${format.name(step.name)}`}>
          {skipping ? t('act.confirm') + t('plan.skip') : t('plan.skip')}
        </button>
      </div>
      {skipping && <p className="step-sub">{t('plan.skipWarn')}</p>}
      <ProblemNote failure={failure} />
    </>
  )
}
