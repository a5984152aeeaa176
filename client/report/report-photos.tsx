import { useEffect, useRef, useState, type ChangeEvent } from 'react'
import { mostReportPhotos } from '#shared/report-codes.ts'
import { fill } from '../i18n/report.ts'
import { shrunk } from '../ui/photo-shrink.ts'
import { NotDone, sendPhoto, type Trouble } from './report-api.ts'
import { useSpeech } from './report-language.ts'
import { TroubleNote } from './trouble-note.tsx'

/** A photo on this phone; `id` once the server has it. */
export type Picture = { address: string; id: string | null }

/** Pixels of the longer side: enough to see what is broken, quick on a slow line. */
const side = 1280

type Props = { code: string; pictures: Picture[]; onChange: (change: (pictures: Picture[]) => Picture[]) => void }

/** Photos go up while the rest is still being typed. */
export function ReportPhotos({ code, pictures, onChange }: Props) {
  const { words, language } = useSpeech()
  const input = useRef<HTMLInputElement>(null)
  const addresses = useRef(new Set<string>())
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  useEffect(() => {
    const held = addresses.current
    return () => held.forEach((address) => URL.revokeObjectURL(address))
  }, [])
  const drop = (address: string) => onChange((held) => held.filter((one) => one.address !== address))
  const take = async (file: File) => {
    const picture = await shrunk(file, side)
    const address = URL.createObjectURL(picture)
    addresses.current.add(address)
    onChange((held) => [...held, { address, id: null }])
    try {
      const id = await sendPhoto(code, picture, language)
      onChange((held) => held.map((one) => (one.address === address ? { address, id } : one)))
    } catch (error) {
      drop(address)
      setTrouble(error instanceof NotDone ? error.trouble : { kind: 'network' })
    }
  }
  const chosen = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.currentTarget.files ?? [])].slice(0, mostReportPhotos - pictures.length)
    event.currentTarget.value = ''
    setTrouble(null)
    for (const file of files) await take(file)
  }
  return (
    <div className="field" role="group" aria-label={fill(words.photos, { most: mostReportPhotos })}>
      <span>{fill(words.photos, { most: mostReportPhotos })}</span>
      <ul className="pictures">
        {pictures.map(({ address, id }, index) => (
          <li key={address} className={id === null ? 'going' : undefined}>
            <img src={address} alt={fill(words.photoNo, { n: index + 1 })} />
            <button type="button" aria-label={fill(words.removePhoto, { n: index + 1 })} onClick={() => drop(address)}>
              ×
            </button>
          </li>
        ))}
      </ul>
      <input ref={input} type="file" accept="image/*" multiple hidden data-testid="photos" onChange={(event) => void chosen(event)} />
      <button type="button" disabled={pictures.length >= mostReportPhotos} onClick={() => input.current?.click()}>
        {words.addPhoto}
      </button>
      {trouble && <TroubleNote trouble={trouble} />}
    </div>
  )
}
