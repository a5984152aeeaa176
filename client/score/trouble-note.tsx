import { filled, type ScoreWords } from '../i18n/score.ts'
import type { Trouble } from './score-api.ts'

/** Why it did not come about, and what to do. */
export function TroubleNote({ trouble, words, onRetry }: { trouble: Trouble; words: ScoreWords; onRetry?: () => void }) {
  if (trouble.kind === 'gone' || trouble.kind === 'closed') {
    return (
      <div className="note" role="alert">
        <h2>{trouble.kind === 'gone' ? words.gone : words.closed}</h2>
        <p>{trouble.kind === 'gone' ? words.goneLead : words.closedLead}</p>
      </div>
    )
  }
  const lines = trouble.kind === 'wait' ? [filled(words.wait, { minutes: trouble.minutes })] : trouble.kind === 'network' ? [words.network] : [words.failed, ...trouble.why]
  return (
    <div className="note" role="alert">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {words.retry}
        </button>
      )}
    </div>
  )
}
