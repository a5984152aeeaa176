import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { canBeSkipped, type Activation, type ActivationStep } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import { useCommand } from '../live/command-state.ts'
import { useMay } from '../live/session.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { PersonField } from './person-field.tsx'
import { seenVersion } from './run-rules.ts'

type Props = { activation: Activation; step: ActivationStep; onClose: () => void }

/** Whose it is, is changed: taken or declined for them, given to somebody else, or skipped with a reason that those above are told. */
export function StepPass({ activation, step, note, onClose }: Props & { note: string }) {
  const may = useMay()
  const drill = isDrill(activation.mode)
  const leads = may('activation.give-step', activation.community, { drill })
  return (
    <>
      {leads && step.state === 'open' && step.holder && !step.acceptedAt && <Taken activation={activation} step={step} onClose={onClose} />}
      {leads && step.state === 'open' && <Given activation={activation} step={step} onClose={onClose} />}
      {step.state === 'open' && may('activation.complete-step', activation.community, { drill }) && <Skipped activation={activation} step={step} note={note} onClose={onClose} />}
    </>
  )
}

function Taken({ activation, step, onClose }: Props) {
  const { t } = useTranslation()
  const [why, setWhy] = useState('')
  const accept = useCommand('activation.accept-step')
  const decline = useCommand('activation.decline-step')
  const seen = { version: seenVersion(activation, step), step: step.key }
  const busy = accept.busy || decline.busy
  return (
    <div className="step-pass">
      <button type="button" className="button" disabled={busy} onClick={() => void accept.run(seen, activation.id).then((done) => done && onClose())}>
        {t('run.dialog.accept')}
      </button>
      <input className="field" value={why} onChange={(event) => setWhy(event.target.value)} placeholder={t('run.dialog.declineWhy')} aria-label={t('run.dialog.declineWhy')} maxLength={400} />
      <button type="button" className="button" disabled={busy || why.trim() === ''} onClick={() => void decline.run({ ...seen, reason: why }, activation.id).then((done) => done && onClose())}>
        {t('run.dialog.decline')}
      </button>
      <ProblemNote failure={accept.failure ?? decline.failure} />
    </div>
  )
}

function Given({ activation, step, onClose }: Props) {
  const { t } = useTranslation()
  const [person, setPerson] = useState<string | null>(null)
  const [why, setWhy] = useState('')
  const { run, busy, failure } = useCommand('activation.give-step')
  return (
    <div className="step-pass">
      <PersonField label={t('run.dialog.give')} community={activation.community} value={person} onChange={setPerson} without={step.holder?.person} />
      <input className="field" value={why} onChange={(event) => setWhy(event.target.value)} placeholder={t('run.dialog.giveWhy')} aria-label={t('run.dialog.giveWhy')} maxLength={400} />
      <button type="button" className="button" disabled={busy || !person} onClick={() => person && void run({ version: seenVersion(activation, step), step: step.key, person, reason: why }, activation.id).then((done) => done && onClose())}>
        {t('run.dialog.giveDo')}
      </button>
      <ProblemNote failure={failure} />
    </div>
  )
}

function Skipped({ activation, step, note, onClose }: Props & { note: string }) {
  const { t } = useTranslation()
  const [why, setWhy] = useState('')
  const { run, busy, failure } = useCommand('activation.complete-step')
  if (!canBeSkipped(step, activation.steps)) return <p className="dim">{t('run.dialog.mustNot')}</p>
  const reason = why.trim() || note.trim()
  return (
    <div className="step-pass">
      <input className="field" value={why} onChange={(event) => setWhy(event.target.value)} placeholder={t('run.dialog.skipWhy')} aria-label={t('run.dialog.skipWhy')} maxLength={400} />
      <button type="button" className="button button-danger" disabled={busy || reason === ''} onClick={() => void run({ version: seenVersion(activation, step), step: step.key, skip: true, note: reason }, activation.id).then((done) => done && onClose())}>
        {t('run.dialog.skip')}
      </button>
      <small className="dim">{t('run.dialog.skipWarn')}</small>
      <ProblemNote failure={failure} />
    </div>
  )
}
