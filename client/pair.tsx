import { Button } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import './i18n/office.ts'
import { useCommand } from './live/command-state.ts'
import { Door } from './ui/door.tsx'
import './ui/form.css'
import { ProblemNote } from './ui/problem-note.tsx'
import { CodeField, useCode, useFirstScope, WallFields, type WallWishes } from './walls/pair-form.tsx'
import { useWaiting, WaitingNote } from './walls/waiting-screen.tsx'
import './walls/walls.css'

/** Where a wall's QR code leads: whoever is signed in says what the screen shall be. */
export default function Pair() {
  const { t } = useTranslation()
  const first = useFirstScope()
  const linked = new URLSearchParams(location.search).get('code') ?? ''
  const code = useCode(linked)
  const waiting = useWaiting({ code: code.code, good: code.good && first !== null })
  /** The code that somebody says they see on the screen. */
  const [witnessed, setWitnessed] = useState('')
  const seen = linked === '' || witnessed === code.code
  const [typed, setWishes] = useState<WallWishes | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const { run, busy, failure } = useCommand('wall.approve')
  const wishes = typed ?? (first && { name: '', scope: first, layout: 'wall' as const })

  const approve = async (event: FormEvent) => {
    event.preventDefault()
    if (wishes && (await run({ code: code.code, ...wishes }))) setDone(wishes.name)
  }
  return (
    <Door title={t('office.walls.pair')}>
      {!wishes && <p>{t('office.walls.mayNot')}</p>}
      {wishes && done === null && (
        <form className="form" onSubmit={(event) => void approve(event)}>
          <CodeField {...code} />
          <WaitingNote {...waiting} />
          {linked !== '' && waiting.screen && (
            <>
              <p>{t('office.walls.byLink')}</p>
              <label className="wall-witness">
                <input type="checkbox" checked={seen} onChange={(event) => setWitnessed(event.currentTarget.checked ? code.code : '')} />
                <span>{t('office.walls.isShown', { code: code.code })}</span>
              </label>
            </>
          )}
          <WallFields value={wishes} onChange={setWishes} />
          <p className="dim">{t('office.walls.approveWhat')}</p>
          <ProblemNote failure={failure} />
          <Button type="submit" loading={busy} disabled={!waiting.screen || !seen || wishes.name.trim() === ''}>
            {t('office.walls.approve')}
          </Button>
        </form>
      )}
      {done !== null && <p role="status">{t('office.walls.paired', { name: done })}</p>}
      <p>
        <Link href={first ? '/admin/walls' : '/'} className="link">
          {t(first ? 'office.walls.list' : 'office.admin.back')}
        </Link>
      </p>
    </Door>
  )
}
