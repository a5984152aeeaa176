import { useTranslation } from 'react-i18next'
import type { Webhook } from '#shared/webhooks.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeConfirm } from '../ui/office-dialog.tsx'

export function WebhookEnd({ hook, onClose }: { hook: Webhook; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('webhook.end')
  const confirm = () =>
    void run({ version: hook.version }, hook.id).then((reply) => {
      if (!reply) return
      say(t('office.webhooks.ended'))
      onClose()
    })
  return <OfficeConfirm title={t('office.webhooks.endOf', { name: hook.name })} what={t('office.webhooks.endWhat')} submit={t('office.webhooks.end')} danger busy={busy} failure={failure} onConfirm={confirm} onClose={onClose} />
}
