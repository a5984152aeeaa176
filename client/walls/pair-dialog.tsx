import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { CodeField, useCode, useFirstScope, WallFields, type WallWishes } from './pair-form.tsx'
import { useAgain } from './wall-list.ts'
import { useWaiting, WaitingNote } from './waiting-screen.tsx'

/** Typing the code that a screen shows, at a desk. */
export function PairDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const first = useFirstScope()
  const code = useCode('')
  const waiting = useWaiting(code)
  const again = useAgain()
  const [typed, setWishes] = useState<WallWishes | null>(null)
  const { run, busy, failure } = useCommand('wall.approve')
  const wishes = typed ?? { name: '', scope: first ?? { kind: 'everything' as const }, layout: 'wall' as const }
  const approve = async () => {
    if (!(await run({ code: code.code, ...wishes }))) return
    say(t('office.walls.paired', { name: wishes.name }))
    again()
    onClose()
  }
  return (
    <OfficeForm title={t('office.walls.pair')} submit={t('office.walls.approve')} busy={busy} failure={failure} disabled={!waiting.screen || wishes.name.trim() === ''} onSubmit={() => void approve()} onClose={onClose}>
      <CodeField {...code} />
      <WaitingNote {...waiting} />
      <WallFields value={wishes} onChange={setWishes} />
      <p className="dim">{t('office.walls.approveWhat')}</p>
    </OfficeForm>
  )
}
