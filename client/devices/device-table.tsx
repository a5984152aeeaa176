import { useTranslation } from 'react-i18next'
import { ties, type Device, type DeviceValue } from '#shared/devices.ts'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useNow } from '../live/now.ts'
import { placeWords } from '../live/words.ts'
import { select, useDesk } from '../ui/desk-state.ts'
import { OfficeTable } from '../ui/office-page.tsx'
import { keyWords, spotWords, valueWords } from './device-words.ts'

export type DeviceRow = { device: Device; said: readonly DeviceValue[]; heard: string | null }
const columns = ['device', 'kind', 'place', 'state', 'values', 'above', 'heard'] as const

export function DeviceTable({ rows, several }: { rows: readonly DeviceRow[]; several: boolean }) {
  const { t } = useTranslation()
  return (
    <OfficeTable label={t('office.devices.title')} head={columns.map((column) => t(`office.devices.column.${column}`))}>
      {rows.map((row) => (
        <Line key={row.device.id} row={row} several={several} />
      ))}
    </OfficeTable>
  )
}

function Line({ row: { device, said, heard }, several }: { row: DeviceRow; several: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const sites = useCatalogue()
  const open = useDesk((desk) => desk.selected?.kind === 'device' && desk.selected.id === device.id)
  const above = ties.filter((tie) => device[tie])
  return (
    <tr data-device={device.code} data-state={device.state} aria-current={open || undefined}>
      <td>
        <button type="button" className="link device-name" onClick={() => select({ kind: 'device', id: device.id })}>
          {format.name(device.name)}
        </button>
        <div className="dim">{device.code}</div>
      </td>
      <td>{t(`words.deviceKind.${device.kind}`)}</td>
      <td>{placeWords(format, sites, { community: device.community, building: device.building, place: spotWords(t, device) }, several)}</td>
      <td className={device.state === 'online' ? 'dim' : 'soon'}>{t(`words.deviceState.${device.state}`)}</td>
      <td className="device-said">
        {said.map((value) => (
          <span key={value.key}>
            <span className="dim">{keyWords(t, value.key)}</span> {valueWords(t, format, value)}
          </span>
        ))}
        {said.length === 0 && <span className="dim">–</span>}
      </td>
      <td>{above.length === 0 ? <span className="dim">–</span> : above.map((tie) => t(`deviceSheet.tie.${tie}`)).join(t('join.dot'))}</td>
      <td className="dim">{heard ? t('link.ago', { age: format.age((now - Date.parse(heard)) / 1000) }) : t(device.silentAfter ? 'office.devices.never' : 'office.devices.quiet')}</td>
    </tr>
  )
}
