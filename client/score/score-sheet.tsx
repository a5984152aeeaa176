import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { Rating, ScoredDrill } from '#shared/drills.ts'
import type { Language } from '#shared/text.ts'
import { filled, scoreWords } from '../i18n/score.ts'
import { RatingField } from './rating-field.tsx'
import { sendScore, troubleIn, type Trouble } from './score-api.ts'
import { TroubleNote } from './trouble-note.tsx'

type Props = { code: string; drill: ScoredDrill; language: Language; onClosed: () => void }

const momentOf = (at: string, language: Language, zone: string): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: zone, month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at))

/** What is scored, one objective after the other, and thanks when it is sent. */
export function ScoreSheet({ code, drill, language, onClosed }: Props) {
  const words = scoreWords[language]
  const [chosen, choose] = useState<Record<string, Rating | undefined>>({})
  const [calm, setCalm] = useState<Rating | undefined>()
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const [state, setState] = useState<'open' | 'sending' | 'sent'>('open')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [missing, setMissing] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (state === 'sent') heading.current?.focus()
  }, [state])
  const rated = drill.objectives.flatMap(({ key }) => (chosen[key] ? [{ objective: key, rating: chosen[key], note: '' }] : []))
  const needs = [name.trim() === '' ? words.needName : '', rated.length === 0 && !calm ? words.needRating : ''].filter(Boolean)
  const send = (event: FormEvent) => {
    event.preventDefault()
    setMissing(needs.length > 0)
    if (needs.length > 0) return
    setState('sending')
    setTrouble(null)
    sendScore(code, { name: name.trim(), rated, calm: calm ?? null, note: note.trim() }, language).then(
      () => setState('sent'),
      (error: unknown) => {
        setState('open')
        const why = troubleIn(error)
        if (why.kind === 'closed') onClosed()
        else setTrouble(why)
      },
    )
  }
  const where = (
    <p className="where">
      <span>{`${drill.community[language]} · ${words.drill}`}</span>
      <strong>{drill.plan[language]}</strong>
      <span>{[drill.at && momentOf(drill.at, language, drill.zone), filled(words.until, { time: momentOf(drill.until, language, drill.zone) })].filter(Boolean).join(' · ')}</span>
    </p>
  )
  if (state === 'sent') {
    return (
      <>
        {where}
        <section className="sent" role="status">
          <h2 ref={heading} tabIndex={-1}>{words.sent}</h2>
          <p>{words.sentLead}</p>
          <button type="button" onClick={() => setState('open')}>{words.change}</button>
        </section>
      </>
    )
  }
  return (
    <>
      {where}
      <p>{words.lead}</p>
      <form onSubmit={send} noValidate>
        {drill.objectives.map((objective) => (
          <RatingField key={objective.key} label={objective.name[language]} words={words} value={chosen[objective.key]} onChange={(rating) => choose({ ...chosen, [objective.key]: rating })} />
        ))}
        <RatingField label={words.calm} hint={words.calmLead} words={words} value={calm} onChange={setCalm} />
        <label>
          {words.name}
          <input value={name} onChange={(event) => setName(event.currentTarget.value)} placeholder={words.nameHint} maxLength={40} autoComplete="nickname" />
        </label>
        <label>
          {words.note}
          <textarea value={note} onChange={(event) => setNote(event.currentTarget.value)} placeholder={words.noteHint} maxLength={2000} rows={3} />
        </label>
        {missing && needs.length > 0 && <p className="note" role="alert">{needs.join(' ')}</p>}
        {trouble && <TroubleNote trouble={trouble} words={words} />}
        <button type="submit" className="main" disabled={state === 'sending'}>
          {state === 'sending' ? words.sending : words.send}
        </button>
      </form>
    </>
  )
}
