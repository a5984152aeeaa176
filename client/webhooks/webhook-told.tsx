import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Webhook, WebhookSecret } from '#shared/webhooks.ts'
import { OfficeSecret } from '../ui/office-secret.tsx'

export type Told = { hook: Webhook; secret: WebhookSecret }

/** The one time that a signing secret is seen. It is closed by its button only, so that it is not lost by a slip. */
export function WebhookTold({ told: { secret }, onClose }: { told: Told; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={t('office.webhooks.made')} size="40rem" lockScroll={false} withCloseButton={false} closeOnClickOutside={false} closeOnEscape={false}>
      <div className="form webhook-told">
        <p className="webhook-once" role="alert">
          {t('office.admin.secret.once')}
        </p>
        <OfficeSecret label={t('office.webhooks.signing')} secret={secret.signing} />
        <p className="dim">{t('office.webhooks.signingWhat')}</p>
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('office.admin.secret.kept')}</Button>
        </div>
      </div>
    </Modal>
  )
}
