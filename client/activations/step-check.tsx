import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActivationStep } from '#shared/activations.ts'
import { useCommand } from '../live/command-state.ts'
import { meQuery } from '../live/session.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { PhotoStrip } from '../ui/photo-strip.tsx'
import type { RunFormProps } from './run-form.ts'
import { seenVersion } from './run-rules.ts'
import { useStepRight } from './step-hands.tsx'

/** A second person looks at what was done: it holds, or it is done again, with why. */
export function StepCheck({ activation, step, title, onClose, about }: RunFormProps & { step: ActivationStep; about: ReactNode }) {
  const { t } = useTranslation()
  const me = useQuery(meQuery)
  const may = useStepRight(activation)
  const [note, setNote] = useState('')
  const { run, busy, failure } = useCommand('activation.check-step')
  const own = step.checkingUser != null && step.checkingUser === me.data?.user.id
  const judge = async (ok: boolean) => (await run({ version: seenVersion(activation, step), step: step.key, ok, note }, activation.id)) && onClose()
  return (
    <OfficeForm title={title} submit={t('run.dialog.confirm')} busy={busy} failure={failure} disabled={own || !may} onSubmit={() => void judge(true)} onClose={onClose}>
      {about}
      <p>{[step.doneBy, step.note].filter(Boolean).join(t('join.dot'))}</p>
      <PhotoStrip photos={(step.photos ?? []).map((id) => ({ id, kind: 'after' as const }))} />
      {own ? (
        <p className="soon">{t('run.waitsSecond')}</p>
      ) : (
        may && (
          <>
            <Textarea label={t('run.dialog.sendWhy')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={400} autosize minRows={1} />
            <button type="button" className="button button-danger" disabled={busy || note.trim() === ''} onClick={() => void judge(false)}>
              {t('run.dialog.send')}
            </button>
          </>
        )
      )}
    </OfficeForm>
  )
}
