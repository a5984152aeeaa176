import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checklistFor } from '#shared/checklists.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { PhotoInput } from '../ui/photo-input.tsx'
import { PhotoStrip, type ShownPhoto } from '../ui/photo-strip.tsx'
import { MoveFrame, MoveText } from './move-frame.tsx'
import type { MoveFormProps } from './move-forms.tsx'

/** The checklist of its category, photos and a note; what must be there is asked for before it is sent. */
export function FinishForm({ order, run, busy, onClose }: MoveFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = useQuery({ queryKey: ['checklists'], queryFn: () => ask('checklists'), staleTime: 60_000 })
  const list = data ? checklistFor(data, order) : null
  const [checked, setChecked] = useState<readonly string[]>(order.checked ?? [])
  const [photos, setPhotos] = useState<ShownPhoto[]>([])
  const [note, setNote] = useState('')
  const open = list?.items.some(({ key, must }) => must && !checked.includes(key)) ?? false
  const send = async () => (await run('order.finish', { version: order.version, note: note.trim(), checked: [...checked], photos })) && onClose()
  return (
    <MoveFrame title={t('sheet.do.finish')} busy={busy} disabled={open} submit={t('sheet.do.finish')} onSubmit={() => void send()} onClose={onClose}>
      {list && list.items.length > 0 && (
        <fieldset className="move-checks form">
          <legend>{t('sheet.checklist')}</legend>
          {list.items.map(({ key, name, must }) => (
            <label key={key}>
              <input type="checkbox" checked={checked.includes(key)} onChange={(event) => setChecked(event.target.checked ? [...checked, key] : checked.filter((one) => one !== key))} />
              {format.name(name)}
              {must && <small className="dim">{t('sheet.must')}</small>}
            </label>
          ))}
        </fieldset>
      )}
      {list?.photo && !photos.some(({ kind }) => kind === 'after') && <p className="dim">{t('sheet.photoNeeded')}</p>}
      {list?.signature && !photos.some(({ kind }) => kind === 'signature') && <p className="dim">{t('sheet.signatureNeeded')}</p>}
      <PhotoStrip photos={photos} onRemove={(id) => setPhotos(photos.filter((photo) => photo.id !== id))} />
      <div className="move-near">
        <PhotoInput kind="after" most={9 - photos.length} onPhoto={(id) => setPhotos((held) => [...held, { id, kind: 'after' }])} />
        {list?.signature && <PhotoInput kind="signature" most={9 - photos.length} onPhoto={(id) => setPhotos((held) => [...held, { id, kind: 'signature' }])} />}
      </div>
      <MoveText label={t('sheet.noteOptional')} value={note} onChange={setNote} lines={1} />
    </MoveFrame>
  )
}
