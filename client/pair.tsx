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

/** Where a wall's QR code leads: whoever is signed in says what the screen shall be. */
export default function Pair() {
  const { t } = useTranslation()
  const first = useFirstScope()
  const code = useCode(new URLSearchParams(location.search).get('code') ?? '')
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
          <WallFields value={wishes} onChange={setWishes} />
          <p className="dim">{t('office.walls.approveWhat')}</p>
          <ProblemNote failure={failure} />
          <Button type="submit" loading={busy} disabled={!code.good || wishes.name.trim() === ''}>
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
