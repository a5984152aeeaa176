import { useEffect, useState } from 'react'
import type { TrackedReport } from '#shared/report-codes.ts'
import { categoryWords } from './matter-words.ts'
import { askTrack, NotDone, type Trouble } from './report-api.ts'
import { useSpeech } from './report-language.ts'
import { reached, stageOf } from './stage-rules.ts'
import { TroubleNote } from './trouble-note.tsx'

/** Milliseconds between two looks while the page is seen. */
const every = 20_000
const steps = ['reported', 'working', 'done'] as const

/** How far a report has come, for who holds its link. */
export function TrackPage({ code, track }: { code: string; track: string }) {
  const { words, name, time, language } = useSpeech()
  const [report, setReport] = useState<TrackedReport | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [round, setRound] = useState(0)
  useEffect(() => {
    let over = false
    const look = () => {
      if (document.hidden) return
      askTrack(code, track, language).then(
        (found) => {
          if (over) return
          setReport(found)
          setTrouble(null)
        },
        (error: unknown) => !over && setTrouble(error instanceof NotDone ? error.trouble : { kind: 'network' }),
      )
    }
    look()
    const timer = setInterval(look, every)
    document.addEventListener('visibilitychange', look)
    return () => {
      over = true
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [code, track, language, round])
  if (trouble?.kind === 'gone') {
    return (
      <div className="note" role="alert">
        <p>{words.trackGone}</p>
        <a href={`/r/${encodeURIComponent(code)}`}>{words.reportHere}</a>
      </div>
    )
  }
  if (!report) return trouble ? <TroubleNote trouble={trouble} whole onRetry={() => setRound(round + 1)} /> : <p role="status">{words.loading}</p>
  const stage = stageOf(report.state)
  return (
    <>
      <p className="where">
        <span>{name(report.community)}</span>
        <strong>{name(report.place)}</strong>
      </p>
      <h2>
        {words.track} · {report.number}
      </h2>
      <p className="stage" role="status">
        {words.stage[stage]}
      </p>
      {stage !== 'cancelled' && (
        <ol className="steps" aria-hidden="true">
          {steps.map((step, index) => (
            <li key={step} className={index < reached(stage) ? 'reached' : undefined}>
              {words.steps[step]}
            </li>
          ))}
        </ol>
      )}
      <dl className="times">
        <dt>{words.what}</dt>
        <dd>{categoryWords(words, report.category)}</dd>
        <dt>{words.reportedAt}</dt>
        <dd>{time(report.reportedAt, report.zone)}</dd>
        {!report.responded && stage !== 'done' && stage !== 'cancelled' && (
          <>
            <dt>{words.answerBy}</dt>
            <dd>{time(report.respondBy, report.zone)}</dd>
          </>
        )}
        {stage !== 'done' && stage !== 'cancelled' && (
          <>
            <dt>{words.doneBy}</dt>
            <dd>{time(report.finishBy, report.zone)}</dd>
          </>
        )}
      </dl>
      {trouble && <TroubleNote trouble={trouble} whole onRetry={() => setRound(round + 1)} />}
      <p className="hint">{words.refreshed}</p>
      <a href={`/r/${encodeURIComponent(code)}`}>{words.another}</a>
    </>
  )
}
