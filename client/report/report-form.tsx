import { useEffect, useRef, useState, type FormEvent } from 'react'
import { v4 } from 'uuid'
import type { Category } from '#shared/orders.ts'
import type { KnownMatter, ScannedReply } from '#shared/report-codes.ts'
import { fill } from '../i18n/report.ts'
import { CategoryChoice } from './category-choice.tsx'
import { matterWords } from './matter-words.ts'
import { NotDone, sendReport, type Trouble } from './report-api.ts'
import { useSpeech } from './report-language.ts'
import { ReportPhotos, type Picture } from './report-photos.tsx'
import { TitleField } from './title-field.tsx'
import { TroubleNote } from './trouble-note.tsx'

type Props = { code: string; categories: readonly Category[]; join: KnownMatter | null; onBack: () => void; onSent: (sent: ScannedReply) => void }

/** What is wrong, in as few touches as may be; `join`: only that one has the same. */
export function ReportForm({ code, categories, join, onBack, onSent }: Props) {
  const { words, language } = useSpeech()
  const [category, setCategory] = useState<Category | null>(join?.category ?? null)
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const [place, setPlace] = useState('')
  const [phone, setPhone] = useState('')
  const [website, setWebsite] = useState('')
  const [pictures, setPictures] = useState<Picture[]>([])
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const key = useRef(v4())
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (join) heading.current?.focus()
  }, [join])
  const said = join ? matterWords(words, join) : title.trim()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!category || said === '') return
    setBusy(true)
    setTrouble(null)
    try {
      const photos = pictures.flatMap(({ id }) => id ?? [])
      onSent(await sendReport(code, { category, title: said, description, place, phone: phone.trim() || null, photos, language, ...(join ? { join: join.id } : {}), ...(website ? { website: website as '' } : {}) }, key.current))
      scrollTo(0, 0)
    } catch (error) {
      setTrouble(error instanceof NotDone ? error.trouble : { kind: 'network' })
      setBusy(false)
    }
  }
  const loading = pictures.some(({ id }) => id === null)
  return (
    <form onSubmit={(event) => void submit(event)}>
      {join ? (
        <h2 ref={heading} tabIndex={-1}>
          {fill(words.joinLead, { what: said })}
        </h2>
      ) : (
        <>
          <CategoryChoice categories={categories} value={category} onChange={setCategory} />
          {category && <TitleField category={category} value={title} onChange={setTitle} />}
        </>
      )}
      {category && (
        <>
          <label>
            {words.where}
            <input value={place} maxLength={120} placeholder={words.whereHint} onChange={(event) => setPlace(event.currentTarget.value)} />
          </label>
          <label>
            {words.more}
            <textarea value={description} maxLength={2000} rows={3} onChange={(event) => setDescription(event.currentTarget.value)} />
          </label>
          {!join && <ReportPhotos code={code} pictures={pictures} onChange={setPictures} />}
          <label>
            {words.phone}
            <input type="tel" inputMode="tel" autoComplete="tel" value={phone} maxLength={30} aria-describedby="phone-hint" onChange={(event) => setPhone(event.currentTarget.value)} />
            <small id="phone-hint">{words.phoneHint}</small>
          </label>
          <input className="trap" type="text" name="website" value={website} tabIndex={-1} autoComplete="off" aria-hidden="true" onChange={(event) => setWebsite(event.currentTarget.value)} />
          {trouble && <TroubleNote trouble={trouble} />}
          <button type="submit" className="main" disabled={busy || loading || said === ''}>
            {busy ? words.sending : loading ? words.sendingPhoto : join ? words.join : words.send}
          </button>
          {join && (
            <button type="button" className="plain" onClick={onBack}>
              {words.back}
            </button>
          )}
        </>
      )}
    </form>
  )
}
