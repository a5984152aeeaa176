import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WallState } from '#shared/walls.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeConfirm, OfficeForm } from '../ui/office-dialog.tsx'
import { WallFields, type WallWishes } from './pair-form.tsx'
import { PointDialog } from './point-dialog.tsx'
import { useAgain } from './wall-list.ts'

export type WallAct = 'change' | 'point' | 'revoke'
type Props = { wall: WallState; onClose: () => void }

export function WallDialog({ act, ...props }: Props & { act: WallAct }) {
  switch (act) {
    case 'change':
      return <ChangeDialog {...props} />
    case 'point':
      return <PointDialog {...props} />
    case 'revoke':
      return <RevokeDialog {...props} />
  }
}

function ChangeDialog({ wall, onClose }: Props) {
  const { t } = useTranslation()
  const again = useAgain()
  const { run, busy, failure } = useCommand('wall.change')
  const [wishes, setWishes] = useState<WallWishes>({ name: wall.name, scope: wall.scope, layout: wall.layout })
  const change = async () => {
    const done = await run({ version: wall.version, ...wishes }, wall.id)
    again()
    if (!done) return
    say(t('office.walls.changed'))
    onClose()
  }
  return (
    <OfficeForm title={t('office.walls.changeTitle', { name: wall.name })} submit={t('office.admin.save')} busy={busy} failure={failure} disabled={wishes.name.trim() === ''} onSubmit={() => void change()} onClose={onClose}>
      <WallFields value={wishes} onChange={setWishes} />
    </OfficeForm>
  )
}

function RevokeDialog({ wall, onClose }: Props) {
  const { t } = useTranslation()
  const again = useAgain()
  const { run, busy, failure } = useCommand('wall.revoke')
  const name = { name: wall.name }
  const revoke = async () => {
    const done = await run({ version: wall.version }, wall.id)
    again()
    if (!done) return
    say(t('office.walls.revoked', name))
    onClose()
  }
  return <OfficeConfirm title={t('office.walls.revokeTitle', name)} submit={t('office.walls.revoke')} danger busy={busy} failure={failure} what={t('office.walls.revokeWhat')} onConfirm={() => void revoke()} onClose={onClose} />
}
