import { ratings, type Rating } from '#shared/drills.ts'
import type { ScoreWords } from '../i18n/score.ts'

type Props = { label: string; hint?: string; words: ScoreWords; value: Rating | undefined; onChange: (rating: Rating | undefined) => void }

/** Four answers, large enough for any thumb; chosen again, one is taken back. */
export function RatingField({ label, hint, words, value, onChange }: Props) {
  return (
    <fieldset>
      <legend>
        {label} {hint && <small>{hint}</small>}
      </legend>
      <div className="ratings">
        {ratings.map((rating) => (
          <button key={rating} type="button" aria-pressed={value === rating} onClick={() => onChange(value === rating ? undefined : rating)}>
            {words.rating[rating]}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
