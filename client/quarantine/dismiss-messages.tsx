import { useTranslation } from 'react-i18next'
import type { Quarantined } from '#shared/quarantine.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeConfirm } from '../ui/office-dialog.tsx'

/** One message, or all that are wrong in the same way; it stops at the first that cannot be dismissed, and says why. */
export function DismissMessages({ messages, onDone, onClose }: { messages: readonly Quarantined[]; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('quarantine.dismiss')
  const many = messages.length > 1
  const confirm = async () => {
    for (const { id, version } of messages) if (!(await run({ version, reason: '' }, id))) return
    say(many ? t('office.quarantine.dismissedMany', { count: messages.length }) : t('office.quarantine.dismissed'))
    onDone()
  }
  return (
    <OfficeConfirm
      title={t(many ? 'office.quarantine.dismissManyTitle' : 'office.quarantine.dismissTitle')}
      what={many ? t('office.quarantine.dismissManyWhat', { count: messages.length }) : t('office.quarantine.dismissWhat')}
      submit={t('office.quarantine.dismiss')}
      busy={busy}
      failure={failure}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  )
}
