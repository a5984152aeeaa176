import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checklistFor } from '#shared/checklists.ts'
import type { Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useHands } from './act.ts'
import { openOf } from './field-rules.ts'
import { FieldSheet } from './field-sheet.tsx'
import { LocalPhotos, type Taken } from './local-photos.tsx'
import { keepPhoto } from './queue-store.ts'
import { SignaturePad } from './signature-pad.tsx'
import { Trouble } from './trouble.tsx'

/** Milliseconds: what is asked for at the end of a job changes rarely. */
const rarely = 6 * 3_600_000
export const checklistsQuery = { queryKey: ['checklists'], queryFn: () => ask('checklists'), staleTime: rarely } as const

/** What the category's checklist asks for, then it is done. */
export function FinishSheet({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { act, onTrouble } = useHands()
  const { data: lists } = useQuery(checklistsQuery)
  const list = lists ? checklistFor(lists, order) : null
  const [checked, setChecked] = useState<string[]>(order.checked ?? [])
  const [photos, setPhotos] = useState<Taken[]>([])
  const [signature, setSignature] = useState<Blob | null>(null)
  const [note, setNote] = useState('')
  const kinds = [...(order.photos ?? []).map(({ kind }) => kind), ...photos.map(({ kind }) => kind), ...(signature ? (['signature'] as const) : [])]
  const open = openOf(list, checked, kinds)
  const done = async () => {
    try {
      const signed: Taken[] = signature ? [{ key: await keepPhoto(signature), kind: 'signature' }] : []
      if (await act(order, 'finish', { note: note.trim(), checked }, [...photos, ...signed])) onClose()
    } catch (error) {
      onTrouble(error)
    }
  }
  const toggle = (key: string) => setChecked((held) => (held.includes(key) ? held.filter((one) => one !== key) : [...held, key]))
  return (
    <FieldSheet
      title={t('field.finish.title')}
      over={format.title(order)}
      onClose={onClose}
      foot={
        <>
          <p className="dim" role="status">
            {open.items.length > 0 ? t('field.finish.open', { count: open.items.length }) : open.photo ? t('field.finish.photoNeeded') : open.signature ? t('field.finish.signHere') : ''}
          </p>
          <button type="button" className="field-big" disabled={open.items.length > 0 || open.photo || open.signature} onClick={() => void done()} data-testid="send-finish">
            {t('field.finish.submit')}
          </button>
        </>
      }
    >
      {!lists && <p className="dim">{t('field.finish.later')}</p>}
      {list && list.items.length > 0 && (
        <fieldset className="field-checks">
          <legend>{t('field.finish.checklist')}</legend>
          {list.items.map(({ key, name, must }) => (
            <label key={key}>
              <input type="checkbox" checked={checked.includes(key)} onChange={() => toggle(key)} />
              <span>{format.name(name)}</span>
              {must && <small>{t('field.finish.must')}</small>}
            </label>
          ))}
        </fieldset>
      )}
      <section>
        <h3>{t('field.finish.photo')}</h3>
        <LocalPhotos kind="after" photos={photos} onChange={setPhotos} most={8} />
      </section>
      {list?.signature && (
        <section>
          <h3>{t('field.finish.signature')}</h3>
          <SignaturePad onSigned={setSignature} />
        </section>
      )}
      <textarea className="field-text" rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} aria-label={t('field.cannot.more')} placeholder={t('field.cannot.more')} />
      <Trouble />
    </FieldSheet>
  )
}
