import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Device, DeviceValue } from '#shared/devices.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useNow } from '../live/now.ts'
import { goTo } from '../ui/desk-state.ts'
import { Block } from '../ui/sheet.tsx'

/** Values are not streamed to screens: while this is open they are asked for again this often. Milliseconds. */
const again = 5_000
const mostShown = 8

/** What the device last said, its camera, and what can be done to it from here. */
export function AlarmDevice({ id, name, hands }: { id: string; name: string; hands?: ((device: Device) => ReactNode) | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const query = useQuery({ queryKey: ['device', id], queryFn: () => ask('device', {}, id), refetchInterval: again, retry: false })
  const device = query.data?.device
  const values = query.data?.values ?? []
  const words = ({ value, unit }: DeviceValue) => (typeof value === 'number' ? [format.number(value), unit].filter(Boolean).join(' ') : typeof value === 'boolean' ? t(value ? 'alarmSheet.yes' : 'alarmSheet.no') : value)
  return (
    <Block
      title={t('alarmSheet.device')}
      aside={
        <button type="button" className="link" onClick={() => goTo({ kind: 'device', id })}>
          {name}
        </button>
      }
    >
      {query.isError && <p className="dim">{t('alarmSheet.valuesFailed')}</p>}
      {device && values.length === 0 && <p className="dim">{t('alarmSheet.noValues')}</p>}
      {values.length > 0 && (
        <ul className="lines" aria-label={t('alarmSheet.values')}>
          {values.slice(0, mostShown).map((row) => (
            <li key={row.key}>
              <span>
                {row.key} {row.quality !== 'good' && <span className="soon">{t(`alarmSheet.quality.${row.quality}`)}</span>}
              </span>
              <span>
                {words(row)} <span className="dim">{t('link.ago', { age: format.age((now - Date.parse(row.at)) / 1000) })}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {device?.camera && (
        <p>
          <a className="link" href={device.camera} target="_blank" rel="noreferrer">
            {t('alarmSheet.camera')}
          </a>
        </p>
      )}
      {device && hands?.(device)}
    </Block>
  )
}
