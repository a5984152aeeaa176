import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { PhotoInput } from '../ui/photo-input.tsx'
import { PhotoStrip } from '../ui/photo-strip.tsx'
import type { RunFormProps } from './run-form.ts'

const most = 9

/** What happens is written down, with photos, and about which step. */
export function NoteForm({ activation, title, onClose }: RunFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [text, setText] = useState('')
  const [step, setStep] = useState<string | null>(null)
  const [photos, setPhotos] = useState<string[]>([])
  const { run, busy, failure } = useCommand('activation.note')
  const send = async () => {
    if (!(await run({ text, step, ...(photos.length > 0 ? { photos } : {}) }, activation.id))) return
    say(t('run.dialog.noted'))
    onClose()
  }
  return (
    <OfficeForm title={title} submit={t('run.dialog.submit')} busy={busy} failure={failure} disabled={text.trim() === ''} onSubmit={() => void send()} onClose={onClose}>
      <Textarea label={t('run.dialog.noteWhat')} value={text} onChange={(event) => setText(event.currentTarget.value)} placeholder={t('run.dialog.noteHint')} maxLength={2000} autosize minRows={3} data-autofocus />
      <Select label={t('run.dialog.noteStep')} data={activation.steps.map(({ key, name }) => ({ value: key, label: format.name(name) }))} value={step} onChange={setStep} searchable clearable />
      <PhotoStrip photos={photos.map((id) => ({ id, kind: 'report' as const }))} onRemove={(id) => setPhotos(photos.filter((one) => one !== id))} />
      <PhotoInput kind="report" most={most - photos.length} onPhoto={(id) => setPhotos((held) => [...held, id])} />
    </OfficeForm>
  )
}
