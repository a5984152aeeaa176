import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useHands } from './act.ts'
import { Chips, FieldSheet } from './field-sheet.tsx'
import { LocalPhotos, type Taken } from './local-photos.tsx'
import { missing, type MyCheck, type MyStep } from './step-rules.ts'
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
  return (
    <WhySheet
      title={t('field.step.declineTitle')} over={format.name(step.name)} lead={t('field.step.declineLead')} why={t('field.cannot.reason')} hint={t('field.step.reasonHint')} send={t('field.step.decline')} onClose={onClose}
      onSend={(reason) => actStep(activation, step, 'decline-step', { reason })}
    />
  )
}

/** What was done is not right: who did it hears what is wrong. */
export function ReturnSheet({ check: { activation, step }, onClose }: { check: MyCheck; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { actStep } = useHands()
  return (
    <WhySheet
      title={t('field.check.send')} over={format.name(step.name)} lead={t('field.check.lead')} why={t('field.check.why')} hint={t('field.check.hint')} send={t('field.check.send')} onClose={onClose}
      onSend={(note) => actStep(activation, step, 'check-step', { ok: false, note })}
    />
  )
}

type Why = { title: string; over: string; lead: string; why: string; hint: string; send: string; onSend: (why: string) => Promise<boolean>; onClose: () => void }

function WhySheet({ title, over, lead, why, hint, send, onSend, onClose }: Why) {
  const [text, setText] = useState('')
  const said = text.trim()
  return (
    <FieldSheet
      title={title}
      over={over}
      onClose={onClose}
      foot={
        <button type="button" className="field-big" disabled={said === ''} onClick={() => void onSend(said).then((kept) => kept && onClose())}>
          {send}
        </button>
      }
    >
      <p className="dim">{lead}</p>
      <textarea className="field-text" rows={3} maxLength={400} value={text} onChange={(event) => setText(event.target.value)} aria-label={why} placeholder={hint} />
      <Trouble />
    </FieldSheet>
  )
}
