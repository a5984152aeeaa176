import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '#shared/members.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { deviceOf } from './device-rules.ts'
import './members.css'

/** Milliseconds: whoever was seen within this is there now. */
const present = 120_000

/** Sign-ins that are open, the own one first. `now`: epoch milliseconds; `children` where there are none. */
export function SessionLines({ sessions, now, onEnded, children }: { sessions: readonly Session[]; now: number; onEnded: () => void; children: ReactNode }) {
  if (sessions.length === 0) return children
  const ordered = sessions.toSorted((a, b) => Number(b.own) - Number(a.own) || b.activeAt.localeCompare(a.activeAt))
  return (
    <ul className="session-lines">
      {ordered.map((session) => (
        <SessionLine key={session.id} session={session} now={now} onEnded={onEnded} />
      ))}
    </ul>
  )
}

function SessionLine({ session, now, onEnded }: { session: Session; now: number; onEnded: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { run, busy, failure } = useCommand('session.revoke')
  const [gone, setGone] = useState(false)
  const { browser, system } = deviceOf(session.agent)
  const device = browser || system ? t('office.members.session.device', { browser: browser ?? t('office.members.session.browser'), system: system ?? t('office.members.session.unknown') }) : t('office.members.session.unknown')
  const quiet = now - Date.parse(session.activeAt)
  const end = async () => {
    if (!(await run({}, session.id))) return
    setGone(true)
    say(t('office.members.session.ended'))
    onEnded()
  }
  const facts = [
    session.address ?? t('office.members.session.noAddress'),
    t('office.members.session.opened', { time: format.moment(session.openedAt) }),
    quiet < present ? t('office.members.session.activeNow') : t('office.members.session.active', { age: format.age(quiet / 1000) }),
    t('office.members.session.expires', { time: format.time(session.expiresAt) }),
  ]
  return (
    <li className="session-line" data-testid="session">
      <span>
        {device}
        {session.own && <span className="tag">{t('office.members.session.own')}</span>}
      </span>
      <span className="dim">{facts.join(t('join.dot'))}</span>
      {!session.own && (
        <button type="button" className="button" disabled={busy || gone} aria-label={t('office.members.session.endOne', { device })} onClick={() => void end()}>
          {t('office.members.session.end')}
        </button>
      )}
      <ProblemNote failure={failure} />
    </li>
  )
}
