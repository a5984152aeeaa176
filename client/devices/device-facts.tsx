import { useTranslation } from 'react-i18next'
import type { Device } from '#shared/devices.ts'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { placeWords } from '../live/words.ts'
import { goTo } from '../ui/desk-state.ts'
import { Facts } from '../ui/sheet.tsx'
import type { Shown } from './device-sheet.tsx'
import { attributeValue, attributeWords, spotWords } from './device-words.ts'

/** Where it is, when it was last heard, where it is looked at. */
export function DeviceFacts({ shown, now, zone }: { shown: Shown; now: number; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  const { device, heardAt } = shown
  const { building, serial, silentAfter, camera } = device
  const place = placeWords(format, sites, { community: device.community, building, place: spotWords(t, device) }, several)
  const heard = heardAt ? `${format.moment(heardAt, zone)}${t('join.dot')}${t('link.ago', { age: format.age((now - Date.parse(heardAt)) / 1000) })}` : t('deviceSheet.neverHeard')
  return (
    <Facts
      rows={[
        [t('deviceSheet.where'), building ? <button key="place" type="button" className="link" onClick={() => goTo({ kind: 'building', id: building })}>{place}</button> : place],
        [t('deviceSheet.heard'), heard],
        ...(silentAfter ? [[t('deviceSheet.limit'), t('deviceSheet.after', { age: format.age(silentAfter) })] as const] : []),
        ...(serial ? [[t('deviceSheet.serial'), serial] as const] : []),
        ...(camera ? [[t('deviceSheet.camera'), <Camera key="camera" address={camera} />] as const] : []),
      ]}
    />
  )
}

/** A browser opens pages; a player takes the address of a stream. */
function Camera({ address }: { address: string }) {
  const { t } = useTranslation()
  if (!/^https?:/.test(address)) return <code>{address}</code>
  return (
    <a className="link" href={address} target="_blank" rel="noopener noreferrer">
      {t('deviceSheet.openCamera')}
    </a>
  )
}

export function DeviceAttributes({ device }: { device: Device }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = Object.entries(device.attributes ?? {})
  if (rows.length === 0) return <p className="dim">{t('deviceSheet.noAttributes')}</p>
  return <Facts rows={rows.map(([key, value]) => [attributeWords(t, key), attributeValue(device.kind, key, value, format)])} />
}
