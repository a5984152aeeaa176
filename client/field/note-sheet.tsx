import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { useHands } from './act.ts'
import { Chips, FieldSheet } from './field-sheet.tsx'
import { LocalPhotos, type Taken } from './local-photos.tsx'
import { Trouble } from './trouble.tsx'

/** A note, photos, or both; `about`: what it was opened for. */
export function NoteSheet({ order, about, onClose }: { order: Order; about: 'note' | 'photo'; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { act } = useHands()
  const [note, setNote] = useState('')
  const [kind, setKind] = useState<'before' | 'after'>(order.photos?.some((photo) => photo.kind === 'before') ? 'after' : 'before')
  const [photos, setPhotos] = useState<Taken[]>([])
  const said = note.trim() !== '' || photos.length > 0
  const save = async () => {
    if (await act(order, 'note', { note: note.trim() }, photos.map((photo) => ({ ...photo, kind })))) onClose()
  }
  return (
    <FieldSheet
      title={t(about === 'note' ? 'field.note.title' : 'field.photo.title')}
      over={format.title(order)}
      onClose={onClose}
      foot={
        <button type="button" className="field-big" disabled={!said} onClick={() => void save()} data-testid="save-note">
          {t('field.act.save')}
        </button>
      }
    >
      {about === 'photo' && <Chips label={t('field.photo.kind')} options={[['before', t('field.photo.before')], ['after', t('field.photo.after')]]} chosen={kind} onChoose={setKind} />}
      {about === 'photo' && <LocalPhotos kind={kind} photos={photos} onChange={setPhotos} />}
      <textarea className="field-text" rows={about === 'note' ? 4 : 2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} aria-label={t('field.note.label')} placeholder={t('field.note.placeholder')} />
      {about === 'note' && <LocalPhotos kind={kind} photos={photos} onChange={setPhotos} />}
      <Trouble />
    </FieldSheet>
  )
}
