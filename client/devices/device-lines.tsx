import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Device } from '#shared/devices.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useNow } from '../live/now.ts'
import { Asked } from '../ui/asked.tsx'
import { goTo } from '../ui/desk-state.ts'

const healthy = (device: Device) => device.state === 'online'

/** A building's devices: those that are not well by name, the others counted until one asks. */
export function DeviceLines({ building, none }: { building: string; none: string }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const query = useQuery({ queryKey: ['devices', building], queryFn: () => ask('devices', {}, building), refetchInterval: 30_000 })
  return (
    <Asked query={query}>
      {(devices) => {
        if (devices.length === 0) return <p className="dim">{none}</p>
        const shown = all ? devices.toSorted((a, b) => Number(healthy(a)) - Number(healthy(b))) : devices.filter((device) => !healthy(device))
        const rest = devices.length - shown.length
        return (
          <ul className="lines">
            {shown.map((device) => (
              <Line key={device.id} device={device} />
            ))}
            {rest > 0 && (
              <li>
                <span className="dim">{t('site.devicesOk', { count: rest })}</span>
                <button type="button" className="link" onClick={() => setAll(true)}>
                  {t('site.showAll')}
                </button>
              </li>
            )}
          </ul>
        )
      }}
    </Asked>
  )
}

function Line({ device }: { device: Device }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const since = !healthy(device) && device.seenAt ? t('link.ago', { age: format.age((now - Date.parse(device.seenAt)) / 1000) }) : ''
  return (
    <li>
      <button type="button" className="line-button" onClick={() => goTo({ kind: 'device', id: device.id })}>
        <span className="one-line">
          {format.name(device.name)} <span className="dim">{t(`words.deviceKind.${device.kind}`)}</span>
        </span>
        <span className={device.state === 'faulty' || device.state === 'silent' ? 'soon' : 'dim'}>
          {t(`words.deviceState.${device.state}`)} <span className="dim">{since}</span>
        </span>
      </button>
    </li>
  )
}
