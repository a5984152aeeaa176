import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ratings, type Drill, type Rating, type Score } from '#shared/drills.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { ProblemNote } from '../ui/problem-note.tsx'

type Chosen = Record<string, Rating | undefined>

/** Four large answers for each objective; one button, near the thumb, sends them. */
export function ScoreForm({ drill, mine, onSent }: { drill: Drill; mine: Score | null; onSent: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { run, busy, failure } = useCommand('score.give')
  const [chosen, choose] = useState<Chosen>(() => Object.fromEntries((mine?.rated ?? []).map(({ objective, rating }) => [objective, rating])))
  const [calm, setCalm] = useState<Rating | undefined>(mine?.calm ?? undefined)
  const [note, setNote] = useState(mine?.note ?? '')
  const [sent, setSent] = useState(false)
  const rated = (drill.objectives ?? []).flatMap(({ key }) => (chosen[key] ? [{ objective: key, rating: chosen[key] }] : []))
  const touch = (change: () => void) => {
    setSent(false)
    change()
  }
  const send = () =>
    void run({ drill: drill.id, rated, calm: calm ?? null, note: note.trim() }).then((reply) => {
      if (!reply) return
      setSent(true)
      onSent()
    })
  return (
    <form className="form score-form" onSubmit={(event) => { event.preventDefault(); send() }}>
      <p>{t('office.drills.scoreLead')}</p>
      {(drill.objectives ?? []).map(({ key, name, minutes }) => (
        <Ratings key={key} label={format.name(name)} aim={minutes ? t('office.drills.aims', { count: minutes }) : ''} value={chosen[key]} onChange={(rating) => touch(() => choose({ ...chosen, [key]: rating }))} />
      ))}
      <Ratings label={t('office.drills.calm')} aim={t('office.drills.calmLead')} value={calm} onChange={(rating) => touch(() => setCalm(rating))} />
      <Textarea label={t('office.drills.note')} placeholder={t('office.drills.noteHint')} value={note} onChange={(event) => touch(() => setNote(event.currentTarget.value))} maxLength={2000} autosize minRows={2} />
      <ProblemNote failure={failure} />
      <div className="score-send">
        <p role="status" className="dim">{sent ? t('office.drills.sent') : rated.length === 0 && !calm ? t('office.drills.rateAll') : ''}</p>
        <button type="submit" className="button button-next" disabled={busy || (rated.length === 0 && !calm)}>
          {t('office.drills.send')}
        </button>
      </div>
    </form>
  )
}

/** Chosen again, an answer is taken back: not everybody sees everything. */
function Ratings({ label, aim, value, onChange }: { label: string; aim: string; value: Rating | undefined; onChange: (rating: Rating | undefined) => void }) {
  const { t } = useTranslation()
  return (
    <fieldset className="ratings">
      <legend>
        {label} {aim && <small className="dim">{aim}</small>}
      </legend>
      <div className="rating-choices">
        {ratings.map((rating) => (
          <button key={rating} type="button" aria-pressed={value === rating} className={`rating-choice rating-${rating}`} onClick={() => onChange(value === rating ? undefined : rating)}>
            <b>{rating}</b> <span>{t(`office.planWords.rating.${rating}`)}</span>
          </button>
        ))}
      </div>
    </fieldset>
  )
}
