import { useId, useRef, useState, type ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { photoTypes, type Photo } from '#shared/photos.ts'
import type { PhotoRef } from '#shared/orders.ts'
import { photoPaths } from '#shared/paths.ts'
import '../i18n/photos.ts'
import { Refused, upload } from '../live/api.ts'
import type { Failure } from '../live/command-state.ts'
import { shrunk } from './photo-shrink.ts'
import './photo.css'
import { ProblemNote } from './problem-note.tsx'

type Props = {
  kind: PhotoRef['kind']
  /** The id of a photo that was handed in. */
  onPhoto: (id: string) => void
  /** How many more may come; several can be chosen at once. */
  most?: number
  /** Where it goes instead of straight to the server, such as into the queue of a phone without network: gives the id. */
  send?: (picture: Blob) => Promise<string>
  disabled?: boolean
}

const handIn = async (picture: Blob): Promise<string> => ((await upload(photoPaths.upload, picture)) as Photo).id

/** A button that takes or chooses photos, makes them small on this device, and hands them in one after the other. */
export function PhotoInput({ kind, onPhoto, most = 9, send = handIn, disabled = false }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState(0)
  const [failure, setFailure] = useState<Failure | null>(null)
  const take = async (files: File[]) => {
    setFailure(null)
    setSending(files.length)
    for (const file of files) {
      try {
        onPhoto(await send(await shrunk(file)))
      } catch (error) {
        setFailure({ problem: error instanceof Refused ? error.problem : null })
      }
      setSending((left) => left - 1)
    }
  }
  const chosen = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.currentTarget.files ?? [])].slice(0, most)
    event.currentTarget.value = ''
    void take(files)
  }
  const busy = sending > 0
  return (
    <div className="photo-input">
      <input ref={input} id={id} type="file" className="unseen" tabIndex={-1} aria-hidden="true" accept={[...photoTypes, 'image/*'].join()} multiple={most > 1} onChange={chosen} data-testid={`photo-${kind}`} />
      <button type="button" className="button" disabled={disabled || busy || most < 1} onClick={() => input.current?.click()}>
        <svg viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true">
          <path d="M2 4.5h3l1-1.8h4l1 1.8h3v8.3H2zM8 11a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 11z" stroke="currentColor" strokeWidth="1.4" fill="none" strokeLinejoin="round" />
        </svg>
        <span role="status">{busy ? t('photos.sending', { count: sending }) : t(`photos.add.${kind}`)}</span>
      </button>
      <ProblemNote failure={failure} />
    </div>
  )
}
