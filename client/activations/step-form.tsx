import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActivationStep } from '#shared/activations.ts'
import { kindOf } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { PhotoInput } from '../ui/photo-input.tsx'
import { PhotoStrip } from '../ui/photo-strip.tsx'
import { InstructBlock } from './instruct-block.tsx'
import type { RunFormProps } from './run-form.ts'
import { missingFor, needsNote, seenVersion } from './run-rules.ts'
import { StepCheck } from './step-check.tsx'
import { useStepRight } from './step-hands.tsx'
import { StepPass } from './step-pass.tsx'
import { useStepWords } from './step-words.ts'

const most = 9

/** All that can be done with one step: finished with what it takes, confirmed, given to somebody, skipped. */
export function StepForm({ activation, step, title, onClose }: RunFormProps & { step: ActivationStep }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useStepWords()
  const may = useStepRight(activation)
  const [note, setNote] = useState('')
  const [photos, setPhotos] = useState<string[]>([])
  const [answer, setAnswer] = useState<string | null>(null)
  const [made, setMade] = useState<string | null>(null)
  const { run, busy, failure } = useCommand('activation.complete-step')
  const missing = missingFor(step, { note, photos: photos.length, answer, made })
  const seen = { version: seenVersion(activation, step), step: step.key }
  const finish = async () => (await run({ ...seen, note, ...(answer ? { answer } : {}), ...(photos.length > 0 ? { photos } : {}), ...(made ? { made } : {}) }, activation.id)) && onClose()
  const instruction = step.instruction[format.language]
  const about = (
    <>
      <p className="dim">{[t(`words.stepState.${step.state}`), t(`words.post.${step.post}`), step.holder && format.name(step.holder.name), words.wait(step), words.part(activation, step)].filter(Boolean).join(t('join.dot'))}</p>
      {instruction && <p className="step-told">{instruction}</p>}
    </>
  )
  if (step.state === 'checking') return <StepCheck activation={activation} step={step} title={title} onClose={onClose} about={about} />
  const open = step.state === 'open' && may
  return (
    <OfficeForm title={title} submit={t(kindOf(step) === 'wait' ? 'run.endWait' : 'run.dialog.complete')} busy={busy} failure={failure} disabled={!open || missing.length > 0} onSubmit={() => void finish()} onClose={onClose} size="44rem">
      {about}
      {open && kindOf(step) === 'decide' && (
        <fieldset className="run-ticks">
          <legend>{t('run.dialog.answer')}</legend>
          {(step.answers ?? []).map(({ key, name }) => (
            <label key={key}>
              <input type="radio" name="answer" checked={answer === key} onChange={() => setAnswer(key)} />
              {format.name(name)}
            </label>
          ))}
        </fieldset>
      )}
      {open && kindOf(step) === 'instruct' && <InstructBlock activation={activation} step={step} made={made} onMade={setMade} />}
      {open && (
        <>
          <Textarea label={needsNote(step) ? `${t('run.dialog.note')}${t('join.dot')}${t('run.dialog.noteNeeded')}` : t('run.dialog.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} placeholder={t('run.dialog.noteHint')} maxLength={2000} autosize minRows={2} />
          {missing.includes('photo') && <p className="soon">{t('run.dialog.photoNeeded')}</p>}
          <PhotoStrip photos={photos.map((id) => ({ id, kind: 'after' as const }))} onRemove={(id) => setPhotos(photos.filter((one) => one !== id))} />
          <PhotoInput kind="after" most={most - photos.length} onPhoto={(id) => setPhotos((held) => [...held, id])} />
          {step.needs?.second && <p className="dim">{t('run.dialog.secondHint')}</p>}
        </>
      )}
      {open && (
        <details className="step-others">
          <summary>{t('run.dialog.others')}</summary>
          <StepPass activation={activation} step={step} note={note} onClose={onClose} />
        </details>
      )}
    </OfficeForm>
  )
}
