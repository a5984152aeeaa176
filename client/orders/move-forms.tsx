import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { waitReasons, type Order, type WaitReason } from '#shared/orders.ts'
import type { Acts } from '../live/command-state.ts'
import { now } from '../live/now.ts'
import { PhotoInput } from '../ui/photo-input.tsx'
import { PhotoStrip, type ShownPhoto } from '../ui/photo-strip.tsx'
import { CallBackForm } from './call-back-form.tsx'
import { CorrectForm } from './correct-form.tsx'
import { FinishForm } from './finish-form.tsx'
import { fieldInstant, localField } from './local-time.ts'
import { MergeForm } from './merge-form.tsx'
import { MoveChoice, MoveFrame, MoveText } from './move-frame.tsx'
import type { Asking } from './move-rules.ts'

export type MoveFormProps = { order: Order; run: Acts<'order'>['run']; busy: boolean; /** Done, or given up. */ onClose: () => void }

const hour = 3_600_000

/** What an act asks for before it is done. */
export function MoveForm({ act, ...form }: MoveFormProps & { act: Asking }) {
  switch (act) {
    case 'decline':
    case 'reopen':
    case 'cancel':
      return <ReasonForm act={act} {...form} />
    case 'wait':
      return <WaitForm {...form} />
    case 'note':
      return <NoteForm {...form} />
    case 'propose-solution':
      return <SolutionForm {...form} />
    case 'explain':
      return <ExplainForm {...form} />
    case 'join':
      return <JoinForm {...form} />
    case 'finish':
      return <FinishForm {...form} />
    case 'call-back':
      return <CallBackForm {...form} />
    case 'merge':
      return <MergeForm {...form} />
    case 'correct':
      return <CorrectForm {...form} />
  }
}

function ReasonForm({ act, order, run, busy, onClose }: MoveFormProps & { act: 'decline' | 'reopen' | 'cancel' }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const send = async () => (await run(`order.${act}`, { version: order.version, reason: reason.trim() })) && onClose()
  return (
    <MoveFrame title={t(`sheet.do.${act}`)} hint={t(`sheet.${act}Warn`)} danger={act === 'cancel'} busy={busy} disabled={reason.trim() === ''} submit={t(`sheet.do.${act}`)} onSubmit={() => void send()} onClose={onClose}>
      <MoveText label={t(`sheet.reasonFor.${act}`)} value={reason} onChange={setReason} most={400} />
    </MoveFrame>
  )
}

function WaitForm({ order, run, busy, onClose }: MoveFormProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState<WaitReason>('part')
  const [until, setUntil] = useState(() => localField(now() + 24 * hour))
  const [note, setNote] = useState('')
  const at = fieldInstant(until)
  const send = async () => at && (await run('order.wait', { version: order.version, reason, until: at, note: note.trim() })) && onClose()
  return (
    <MoveFrame title={t('sheet.do.wait')} hint={t('sheet.pauses')} busy={busy} disabled={at === null || Date.parse(at) <= now()} onSubmit={() => void send()} onClose={onClose}>
      <MoveChoice label={t('sheet.waitFor')} value={reason} onChange={setReason} of={waitReasons.map((value) => ({ value, label: t(`words.waitReason.${value}`) }))} />
      <label>
        <span>{t('sheet.until')}</span>
        <input type="datetime-local" value={until} min={localField(now())} onChange={(event) => setUntil(event.target.value)} required />
      </label>
      <div className="move-near">
        {([['hours', 2], ['tomorrow', 24], ['days', 72]] as const).map(([name, hours]) => (
          <button key={name} type="button" className="button" onClick={() => setUntil(localField(now() + hours * hour))}>
            {t(`sheet.untilIn.${name}`)}
          </button>
        ))}
      </div>
      <MoveText label={t('sheet.waitNote')} value={note} onChange={setNote} lines={1} />
    </MoveFrame>
  )
}

function NoteForm({ order, run, busy, onClose }: MoveFormProps) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const [photos, setPhotos] = useState<ShownPhoto[]>([])
  const kind = order.finishedAt ? 'after' : 'before'
  const send = async () => (await run('order.note', { version: order.version, note: note.trim(), photos })) && onClose()
  return (
    <MoveFrame title={t('sheet.do.note')} busy={busy} disabled={note.trim() === '' && photos.length === 0} onSubmit={() => void send()} onClose={onClose}>
      <MoveText label={t('sheet.note')} hint={t('sheet.noteHint')} value={note} onChange={setNote} />
      <PhotoStrip photos={photos} onRemove={(id) => setPhotos(photos.filter((photo) => photo.id !== id))} />
      <PhotoInput kind={kind} most={9 - photos.length} onPhoto={(id) => setPhotos((held) => [...held, { id, kind }])} />
    </MoveFrame>
  )
}

function SolutionForm({ order, run, busy, onClose }: MoveFormProps) {
  const { t } = useTranslation()
  const [solution, setSolution] = useState(order.solution ?? '')
  const [agreed, setAgreed] = useState(order.agreed ? localField(Date.parse(order.agreed)) : '')
  const send = async () => (await run('order.propose-solution', { version: order.version, solution: solution.trim(), agreed: fieldInstant(agreed) })) && onClose()
  return (
    <MoveFrame title={t('sheet.do.propose-solution')} busy={busy} disabled={solution.trim() === ''} onSubmit={() => void send()} onClose={onClose}>
      <MoveText label={t('sheet.solution')} hint={t('sheet.solutionHint')} value={solution} onChange={setSolution} />
      <label>
        <span>{t('sheet.agreed')}</span>
        <input type="datetime-local" value={agreed} min={localField(now())} onChange={(event) => setAgreed(event.target.value)} />
      </label>
      {agreed !== '' && <p className="dim">{t('sheet.agreedNote')}</p>}
    </MoveFrame>
  )
}

function ExplainForm({ order, run, busy, onClose }: MoveFormProps) {
  const { t } = useTranslation()
  const [cause, setCause] = useState(order.rootCause ?? '')
  const send = async () => (await run('order.explain', { version: order.version, rootCause: cause.trim() })) && onClose()
  return (
    <MoveFrame title={t('sheet.do.explain')} busy={busy} disabled={cause.trim() === ''} onSubmit={() => void send()} onClose={onClose}>
      <MoveText label={t('sheet.cause')} hint={t('sheet.causeHint')} value={cause} onChange={setCause} />
    </MoveFrame>
  )
}

function JoinForm({ run, busy, onClose }: MoveFormProps) {
  const { t } = useTranslation()
  const [values, setValues] = useState({ reporter: '', reporterPhone: '', place: '', description: '' })
  const field = (name: keyof typeof values, label: string, most: number, type = 'text') => (
    <label>
      <span>{label}</span>
      <input type={type} value={values[name]} maxLength={most} onChange={(event) => setValues({ ...values, [name]: event.target.value })} />
    </label>
  )
  const send = async () => (await run('order.join', { ...values, reporter: values.reporter.trim() || null, reporterPhone: values.reporterPhone.trim() || null })) && onClose()
  return (
    <MoveFrame title={t('sheet.do.join')} hint={t('sheet.joinNote')} busy={busy} onSubmit={() => void send()} onClose={onClose}>
      <div className="form-pair">
        {field('reporter', t('order.reporter'), 60)}
        {field('reporterPhone', t('order.phone'), 30, 'tel')}
      </div>
      {field('place', t('order.place'), 120)}
      <MoveText label={t('order.description')} value={values.description} onChange={(description) => setValues({ ...values, description })} lines={1} />
    </MoveFrame>
  )
}
