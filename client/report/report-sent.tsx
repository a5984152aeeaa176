import { useEffect, useRef, useState } from 'react'
import type { ScannedReply } from '#shared/report-codes.ts'
import { fill } from '../i18n/report.ts'
import { useSpeech } from './report-language.ts'

/** The answer: a number, a promise with its time, and a link that shows how it goes. */
export function ReportSent({ code, sent, zone, onAnother }: { code: string; sent: ScannedReply; zone: string; onAnother: () => void }) {
  const { words, time } = useSpeech()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const [at] = useState(() => Date.now())
  const ahead = Date.parse(sent.respondBy) > at
  return (
    <section className="sent" role="status">
      <h2 ref={heading} tabIndex={-1}>
        {words.sent}
      </h2>
      <p>
        {words.number} <strong>{sent.number}</strong>
      </p>
      <p className="promise">{ahead ? fill(words.promise, { time: time(sent.respondBy, zone) }) : words.promiseNoTime}</p>
      <a className="main" href={`/r/${encodeURIComponent(code)}/${encodeURIComponent(sent.track)}`}>
        {words.follow}
      </a>
      <button type="button" className="plain" onClick={onAnother}>
        {words.another}
      </button>
    </section>
  )
}
