import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownPhoto } from './photo-strip.tsx'
import { photoAddress } from './photo-address.ts'

/** One photo over everything; arrow keys go on, Escape goes back. */
export function PhotoLarge({ photos, first, onClose }: { photos: readonly ShownPhoto[]; first: number; onClose: () => void }) {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  const [at, setAt] = useState(first)
  const [gone, setGone] = useState(false)
  useEffect(() => {
    const { current } = dialog
    current?.showModal()
    return () => current?.close()
  }, [])
  const photo = photos[at]
  const turn = (by: number) => {
    setGone(false)
    setAt((at + by + photos.length) % photos.length)
  }
  const onKey = (event: KeyboardEvent) => {
    // The desk has keys of its own; none of them is meant while a photo covers it.
    event.stopPropagation()
    if (event.key === 'ArrowRight') turn(1)
    if (event.key === 'ArrowLeft') turn(-1)
  }
  const label = photo ? t(`photos.kind.${photo.kind}`) : ''
  return (
    <dialog ref={dialog} className="photo-large" aria-label={label} onClose={onClose} onKeyDown={onKey} onClick={(event) => event.target === event.currentTarget && onClose()}>
      {photo && (gone ? <p role="alert">{t('photos.gone')}</p> : <img key={photo.id} src={photoAddress(photo.id)} alt={label} onError={() => setGone(true)} />)}
      <footer>
        <span>
          {label} {photos.length > 1 && <span className="dim">{t('photos.of', { at: at + 1, count: photos.length })}</span>}
        </span>
        <span className="photo-turns">
          {photos.length > 1 && (
            <>
              <button type="button" className="button" onClick={() => turn(-1)}>
                {t('photos.previous')}
              </button>
              <button type="button" className="button" onClick={() => turn(1)}>
                {t('photos.next')}
              </button>
            </>
          )}
          <button type="button" className="button" onClick={onClose}>
            {t('act.close')}
          </button>
        </span>
      </footer>
    </dialog>
  )
}
