import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Device, DeviceValue } from '#shared/devices.ts'
import { ask } from '../live/api.ts'
import { goTo } from '../ui/desk-state.ts'
import { Block } from '../ui/sheet.tsx'

/** Values are not streamed to screens: while this is open they are asked for again this often. Milliseconds. */
const again = 5_000

/** How another feature shows what a device said last, and what can be done to it. */
export type DeviceParts = { values?: ((values: readonly DeviceValue[]) => ReactNode) | undefined; hands?: ((device: Device) => ReactNode) | undefined }

/** What the device last said, its camera, and what can be done to it from here. */
export function AlarmDevice({ id, name, values, hands }: DeviceParts & { id: string; name: string }) {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['device', id], queryFn: () => ask('device', {}, id), refetchInterval: again, retry: false })
  const device = query.data?.device
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
      {query.data && values?.(query.data.values)}
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
