import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { QrCode } from '../ui/qr-code.tsx'
import { Block } from '../ui/sheet.tsx'
import type { Shown } from './device-sheet.tsx'

/** What is scanned at the device to report something of it. */
export function DeviceCode({ shown: { device, code } }: { shown: Shown }) {
  const { t } = useTranslation()
  const format = useFormat()
  const address = `${location.origin}/r/${code}`
  return (
    <Block title={t('deviceSheet.qr')}>
      {code === null ? (
        <p className="dim">{t('deviceSheet.noQr')}</p>
      ) : (
        <div className="device-code">
          <QrCode text={address} label={t('deviceSheet.qrLabel', { name: format.name(device.name) })} />
          <a className="link" href={address} target="_blank" rel="noopener noreferrer">
            {address.replace(/^https?:\/\//, '')}
          </a>
        </div>
      )}
    </Block>
  )
}
