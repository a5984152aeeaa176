import type { KnownMatter } from '#shared/report-codes.ts'
import { fill } from '../i18n/report.ts'
import { matterWords } from './matter-words.ts'
import { useSpeech } from './report-language.ts'

/** What others have said already: most who scan a code have seen the same. */
export function KnownMatters({ matters, zone, onJoin }: { matters: readonly KnownMatter[]; zone: string; onJoin: (matter: KnownMatter) => void }) {
  const { words, time } = useSpeech()
  if (matters.length === 0) return null
  return (
    <section aria-labelledby="known">
      <h2 id="known">{words.known}</h2>
      <p className="hint">{words.knownLead}</p>
      <ul className="known">
        {matters.map((matter) => {
          const what = matterWords(words, matter)
          return (
            <li key={matter.id}>
              <span>
                <strong>{what}</strong>
                <small>{fill(words.at, { time: time(matter.at, zone) })}</small>
              </span>
              <button type="button" aria-label={fill(words.meFor, { what })} onClick={() => onJoin(matter)}>
                {words.me}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
