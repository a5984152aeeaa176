import { fill } from '../i18n/report.ts'
import type { Trouble } from './report-api.ts'
import { useSpeech } from './report-language.ts'

/** Why it did not come about, and what to do. `whole`: there is nothing else on the page. */
export function TroubleNote({ trouble, whole = false, onRetry }: { trouble: Trouble; whole?: boolean; onRetry?: () => void }) {
  const { words } = useSpeech()
  if (trouble.kind === 'gone') {
    return (
      <div className="note" role="alert">
        <h2>{words.goneTitle}</h2>
        <p>{words.gone}</p>
        {whole && <p className="urgent">{words.urgent}</p>}
      </div>
    )
  }
  return (
    <div className="note" role="alert">
      {trouble.kind === 'wait' && (
        <>
          <p>{fill(words.wait, { minutes: trouble.minutes })}</p>
          <p className="urgent">{words.waitUrgent}</p>
        </>
      )}
      {trouble.kind === 'network' && <p>{whole ? words.failed : words.network}</p>}
      {trouble.kind === 'refused' && [words.failed, ...trouble.why].map((why) => <p key={why}>{why}</p>)}
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {words.retry}
        </button>
      )}
    </div>
  )
}
