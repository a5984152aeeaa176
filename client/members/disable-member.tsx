import { useTranslation } from 'react-i18next'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeConfirm } from '../ui/office-dialog.tsx'
import type { MemberDialogProps } from './member-dialog.tsx'

export function DisableMemberDialog({ member, onChanged, onClose }: MemberDialogProps) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('member.disable')
  const disable = async (reason: string) => {
    if (!(await run({ version: member.version, reason }, member.id))) return onChanged()
    onChanged()
    onClose()
    say(t('office.members.disabledDone'))
  }
  return (
    <OfficeConfirm title={t('office.members.disableOf', { name: member.name })} what={t('office.members.disableWhat', { name: member.name })} submit={t('office.members.disable')} reason danger busy={busy} failure={failure} onConfirm={(reason) => void disable(reason)} onClose={onClose} />
  )
}

export function EnableMemberDialog({ member, onChanged, onClose }: MemberDialogProps) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('member.enable')
  const enable = async () => {
    if (!(await run({ version: member.version }, member.id))) return onChanged()
    onChanged()
    onClose()
    say(t('office.members.enabledDone'))
  }
  return (
    <OfficeConfirm title={t('office.members.enableOf', { name: member.name })} what={t('office.members.enableWhat', { name: member.name })} submit={t('office.members.enable')} busy={busy} failure={failure} onConfirm={() => void enable()} onClose={onClose} />
  )
}
