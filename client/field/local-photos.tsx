import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refused } from '../live/api.ts'
import { troubleOf } from './act.ts'
import { keepPhoto, readPhoto } from './queue-store.ts'
import { PhotoInput } from '../ui/photo-input.tsx'
import type { KeptPhoto } from './queue-rules.ts'

export type Taken = Pick<KeptPhoto, 'key' | 'kind'>

/** Photos of a form: they are on this phone at once, and sent when what they belong to is. */
export function LocalPhotos({ kind, photos, onChange, most = 9 }: { kind: Taken['kind']; photos: readonly Taken[]; onChange: (photos: Taken[]) => void; most?: number }) {
  const { t } = useTranslation()
  const keep = async (picture: Blob) => {
    try {
      return await keepPhoto(picture)
    } catch (error) {
      throw new Refused({ type: '/faults/too-large', title: t(`field.${troubleOf(error)}`), status: 0, detail: '' })
    }
  }
  return (
    <div className="field-photos">
      {photos.length > 0 && (
        <ul>
          {photos.map(({ key }, index) => (
            <li key={key}>
              <LocalPhoto at={key} name={t('field.photo.taken', { at: index + 1 })} />
              <button type="button" className="field-photo-remove" aria-label={t('field.photo.remove', { at: index + 1 })} onClick={() => onChange(photos.filter((one) => one.key !== key))}>
                <svg viewBox="0 0 16 16" width="0.8em" height="0.8em" aria-hidden="true">
                  <path d="M3 3 13 13M13 3 3 13" stroke="currentColor" strokeWidth="2.4" fill="none" strokeLinecap="round" />
                </svg>
              </button>
            </li>
          ))}
        </ul>
      )}
      <PhotoInput kind={kind} most={most - photos.length} send={keep} onPhoto={(key) => onChange([...photos, { key, kind }])} />
    </div>
  )
}

function LocalPhoto({ at, name }: { at: string; name: string }) {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let gone = false
    void readPhoto(at).then((picture) => {
      if (!picture || gone) return
      made = URL.createObjectURL(picture)
      setAddress(made)
    })
    return () => {
      gone = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [at])
  return address === null ? <span className="field-photo-none" /> : <img src={address} alt={name} />
}
