import { useEffect, useRef, useState } from 'react'
import type { KnownMatter, ReportPlace, ScannedReply } from '#shared/report-codes.ts'
import { KnownMatters } from './known-matters.tsx'
import { askPlace, NotDone, type Trouble } from './report-api.ts'
import { ReportForm } from './report-form.tsx'
import { useSpeech } from './report-language.ts'
import { ReportSent } from './report-sent.tsx'
import { TroubleNote } from './trouble-note.tsx'

/** Where one is, what is known there, and what is to be said. */
export function PlacePage({ code }: { code: string }) {
  const { words, name, language } = useSpeech()
  const [place, setPlace] = useState<ReportPlace | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [join, setJoin] = useState<KnownMatter | null>(null)
  const [sent, setSent] = useState<ScannedReply | null>(null)
  const [round, setRound] = useState(0)
  const asked = useRef(language)
  useEffect(() => {
    let over = false
    askPlace(code, asked.current).then(
      (found) => !over && setPlace(found),
      (error: unknown) => !over && setTrouble(error instanceof NotDone ? error.trouble : { kind: 'network' }),
    )
    return () => {
      over = true
    }
  }, [code, round])
  const again = () => {
    setTrouble(null)
    setJoin(null)
    setSent(null)
    setRound(round + 1)
  }
  if (trouble) return <TroubleNote trouble={trouble} onRetry={again} whole />
  if (!place) return <p role="status">{words.loading}</p>
  return (
    <>
      <p className="where">
        <span>{name(place.community)}</span>
        <strong>{name(place.place)}</strong>
      </p>
      {sent ? (
        <ReportSent code={code} sent={sent} zone={place.zone} onAnother={again} />
      ) : (
        <>
          <p className="urgent">{words.urgent}</p>
          {!join && <KnownMatters matters={place.open} zone={place.zone} onJoin={setJoin} />}
          <ReportForm key={join?.id ?? ''} code={code} categories={place.categories} join={join} onBack={() => setJoin(null)} onSent={setSent} />
        </>
      )}
    </>
  )
}
