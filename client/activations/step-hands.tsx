import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Activation, ActivationStep } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import { kindOf } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { meQuery, useMay } from '../live/session.ts'
import { openDialog } from '../ui/desk-state.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { missingFor, seenVersion } from './run-rules.ts'

export function useStepRight({ community, mode }: Activation): boolean {
  return useMay()('activation.complete-step', community, { drill: isDrill(mode) })
}

/** The one thing to do next, or the answers to choose from; all else is behind "more". */
export function StepHands({ activation, step }: { activation: Activation; step: ActivationStep }) {
  const { t } = useTranslation()
  const format = useFormat()
  const me = useQuery(meQuery)
  const complete = useCommand('activation.complete-step')
  const check = useCommand('activation.check-step')
  const named = (word: string) => `${word}${t('join.colon')}${format.name(step.name)}`
  const open = () => openDialog({ kind: 'run', act: 'step', activation: activation.id, step: step.key })
  const seen = { version: seenVersion(activation, step), step: step.key }
  const busy = complete.busy || check.busy
  const missing = missingFor(step, { note: '', photos: 0, answer: 'given', made: null })
  const end = (answer?: string) => (missing.length > 0 ? open() : void complete.run({ ...seen, ...(answer === undefined ? {} : { answer }) }, activation.id))
  const own = step.checkingUser != null && step.checkingUser === me.data?.user.id
  return (
    <>
      <div className="step-hands">
        {step.state === 'checking' ? (
          !own && <Hand label={named(t('run.confirm'))} word={t('run.confirm')} next busy={busy} onClick={() => void check.run({ ...seen, ok: true }, activation.id)} />
        ) : kindOf(step) === 'decide' ? (
          (step.answers ?? []).map((answer) => <Hand key={answer.key} label={named(format.name(answer.name))} word={format.name(answer.name)} busy={busy} onClick={() => end(answer.key)} />)
        ) : (
          <Hand label={named(t('run.complete'))} word={t(kindOf(step) === 'wait' ? 'run.endWait' : 'run.complete')} next busy={busy} onClick={() => end()} />
        )}
        <button type="button" className="button button-bare" onClick={open} aria-label={t('run.moreOf', { name: format.name(step.name) })}>
          {t('run.more')}
        </button>
      </div>
      <ProblemNote failure={complete.failure ?? check.failure} />
    </>
  )
}

function Hand({ label, word, next = false, busy, onClick }: { label: string; word: string; next?: boolean; busy: boolean; onClick: () => void }) {
  return (
    <button type="button" className={`button${next ? ' button-next' : ''}`} data-row-open disabled={busy} onClick={onClick} aria-label={label}>
      {word}
    </button>
  )
}
