import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PhotoRef } from '#shared/orders.ts'
import '../i18n/photos.ts'
import { PhotoLarge } from './photo-large.tsx'
import { photoAddress } from './photo-address.ts'
import './photo.css'

export type ShownPhoto = Pick<PhotoRef, 'id' | 'kind'>
type Props = { photos: readonly ShownPhoto[]; /** Given while photos are being chosen. */ onRemove?: (id: string) => void }

/** Photos side by side; each opens large. Nothing where there are none. */
export function PhotoStrip({ photos, onRemove }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<number | null>(null)
  if (photos.length === 0) return null
  const named = photos.map(({ kind }, index) => ({ kind: t(`photos.kind.${kind}`), at: index + 1 }))
  return (
    <>
      <ul className="photo-strip" aria-label={t('photos.title')}>
        {photos.map(({ id, kind }, index) => (
          <li key={id}>
            <button type="button" className="photo-small" aria-label={t('photos.open', named[index])} onClick={() => setOpen(index)}>
              <img src={photoAddress(id, 'small')} alt="" loading="lazy" decoding="async" />
              {kind !== 'report' && <span aria-hidden="true">{t(`photos.kind.${kind}`)}</span>}
            </button>
            {onRemove && (
              <button type="button" className="photo-remove" aria-label={t('photos.remove', named[index])} onClick={() => onRemove(id)}>
                <svg viewBox="0 0 16 16" width="0.8em" height="0.8em" aria-hidden="true">
                  <path d="M3 3 13 13M13 3 3 13" stroke="currentColor" strokeWidth="2" fill="none" strokeLinecap="round" />
                </svg>
              </button>
            )}
          </li>
        ))}
      </ul>
      {open !== null && <PhotoLarge photos={photos} first={open} onClose={() => setOpen(null)} />}
    </>
  )
}
