import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '#shared/findings.ts'
import { useMay } from '../live/session.ts'
import { CloseFinding } from './close-finding.tsx'
import { FindingForm } from './finding-form.tsx'
import { FindingLine } from './finding-line.tsx'
import './findings.css'

/** What findings are about: a run of a plan, a drill, or nothing yet but a community. */
export type FindingOf = { community: string; activation?: string | null; drill?: string | null; plan?: string | null }

type Props = { findings: readonly Finding[]; empty: string; onChanged: () => void; /** Where one may be added. */ of?: FindingOf; title: string }

/** Findings with what can be done to them. */
export function FindingList({ findings, empty, onChanged, of, title }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const [open, setOpen] = useState<{ kind: 'form' | 'close'; finding: Finding | null } | null>(null)
  const close = () => {
    setOpen(null)
    onChanged()
  }
  const about = open?.finding ?? null
  return (
    <section className="findings" aria-label={title}>
      <header className="findings-head">
        <h2>{title}</h2>
        {of && may('finding.note', of.community) && (
          <button type="button" className="button not-on-paper" onClick={() => setOpen({ kind: 'form', finding: null })}>
            {t('office.findings.note')}
          </button>
        )}
      </header>
      {findings.length === 0 && <p className="dim">{empty}</p>}
      <ul className="findings-list">
        {findings.map((finding) => (
          <FindingLine key={finding.id} finding={finding} onChange={() => setOpen({ kind: 'form', finding })} onClose={() => setOpen({ kind: 'close', finding })} />
        ))}
      </ul>
      {open?.kind === 'form' && (about || of) && <FindingForm of={of ?? { community: about?.community ?? '' }} held={about} onClose={close} />}
      {open?.kind === 'close' && about && <CloseFinding finding={about} onClose={close} />}
    </section>
  )
}
