import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useHands } from './act.ts'
import { Chips, FieldSheet } from './field-sheet.tsx'
import { LocalPhotos, type Taken } from './local-photos.tsx'
import { missing, type MyStep } from './step-rules.ts'
import { Trouble } from './trouble.tsx'

/** What the step asks to be said before it is done. */
export function CompleteSheet({ mine: { activation, step }, onClose }: { mine: MyStep; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { actStep } = useHands()
  const [note, setNote] = useState('')
  const [photos, setPhotos] = useState<Taken[]>([])
  const [answer, setAnswer] = useState<string | null>(null)
  const lacks = missing(step, { note, photos: photos.length, answer })
  const done = async () => {
    if (await actStep(activation, step, 'complete-step', { note: note.trim(), ...(answer === null ? {} : { answer }) }, photos)) onClose()
  }
  return (
    <FieldSheet
      title={format.name(step.name)}
      over={format.name(activation.name)}
      onClose={onClose}
      foot={
        <>
          <p className="dim" role="status">
            {lacks ? t(`field.step.missing.${lacks}`) : step.needs?.second ? t('field.step.second') : ''}
          </p>
          <button type="button" className="field-big" disabled={lacks !== null} onClick={() => void done()} data-testid="send-step">
            {t('field.step.submit')}
          </button>
        </>
      }
    >
      {step.answers && <Chips label={t('field.step.answer')} options={step.answers.map(({ key, name }) => [key, format.name(name)] as const)} chosen={answer} onChoose={setAnswer} />}
      <textarea className="field-text" rows={3} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} aria-label={t('field.note.label')} placeholder={t('field.note.placeholder')} />
      <LocalPhotos kind="after" photos={photos} onChange={setPhotos} />
      <Trouble />
    </FieldSheet>
  )
}

/** The step goes to somebody else, who hears why. */
export function DeclineSheet({ mine: { activation, step }, onClose }: { mine: MyStep; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { actStep } = useHands()
  const [reason, setReason] = useState('')
  const send = async () => {
    if (await actStep(activation, step, 'decline-step', { note: '', reason: reason.trim() })) onClose()
  }
  return (
    <FieldSheet
      title={t('field.step.declineTitle')}
      over={format.name(step.name)}
      onClose={onClose}
      foot={
        <button type="button" className="field-big" disabled={reason.trim() === ''} onClick={() => void send()}>
          {t('field.step.decline')}
        </button>
      }
    >
      <p className="dim">{t('field.step.declineLead')}</p>
      <textarea className="field-text" rows={3} maxLength={400} value={reason} onChange={(event) => setReason(event.target.value)} aria-label={t('field.cannot.reason')} placeholder={t('field.step.reasonHint')} />
      <Trouble />
    </FieldSheet>
  )
}
