import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { KeySecret, MachineKey } from '#shared/keys.ts'
import { may } from '#shared/roles.ts'
import { ask } from '../live/api.ts'
import { useCommunities } from '../ui/office-fields.tsx'
import { OfficeSecret } from '../ui/office-secret.tsx'
import { exampleOf, mqttExampleOf } from './key-example.ts'

export type Told = { key: MachineKey; secret: KeySecret }

/** The one time that a key's secret is seen. It is closed by its button only, so that it is not lost by a slip. */
export function KeyTold({ told: { key, secret }, onClose }: { told: Told; onClose: () => void }) {
  const { t } = useTranslation()
  const communities = useCommunities(may['key.issue'])
  const place = communities.find(({ id }) => id === key.community) ?? communities[0]
  const { data: of } = useQuery({ queryKey: ['device', key.device], queryFn: () => ask('device', {}, key.device ?? ''), enabled: key.device != null, retry: false })
  const named = { community: place?.code ?? '', device: key.device == null ? null : (of?.device.code ?? 'DEVICE-CODE') }
  const mqtt = mqttExampleOf(key, location.hostname, named)
  return (
    <Modal opened onClose={onClose} title={t('office.keys.made')} size="44rem" lockScroll={false} withCloseButton={false} closeOnClickOutside={false} closeOnEscape={false}>
      <div className="form key-told">
        <p className="key-once" role="alert">
          {t('office.admin.secret.once')}
        </p>
        <OfficeSecret label={t('office.keys.key')} secret={secret.key} />
        {secret.signing !== null && <OfficeSecret label={t('office.keys.signingSecret')} secret={secret.signing} />}
        <div>
          <p className="dim">{t('office.keys.example')}</p>
          <pre className="key-example" tabIndex={0} aria-label={t('office.keys.example')}>
            {exampleOf(key, location.origin, named)}
          </pre>
        </div>
        {mqtt !== null && (
          <div>
            <p className="dim">{t('office.keys.mqttExample')}</p>
            <pre className="key-example" tabIndex={0} aria-label={t('office.keys.mqttExample')}>
              {mqtt}
            </pre>
          </div>
        )}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('office.admin.secret.kept')}</Button>
        </div>
      </div>
    </Modal>
  )
}
