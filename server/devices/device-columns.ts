import { deviceAttributes, ties, type Device, type DeviceKind } from '#shared/devices.ts'
import type { Bilingual, Language } from '#shared/text.ts'
import { actionWords, attributeKeys, attributeWords, kindWords } from './device-words.ts'

/** Columns of a file of devices, beside one for each attribute. */
export const deviceColumns = [
  'code', 'name', 'name_en', 'kind', 'building', 'unit', 'floor', 'room', 'lon', 'lat', ...ties, 'serial', 'silent_after', 'actions', 'camera', 'service_days', 'service_hours',
] as const
export type DeviceColumn = (typeof deviceColumns)[number]

/** How it is headed in Chinese, and what else it may be called; compared without case, spaces and signs. */
const called: Record<DeviceColumn, { zh: string; also: readonly string[] }> = {
  code: { zh: '设备编号', also: ['code', 'devicecode', 'deviceid', '编号', '设备编码', '编码'] },
  name: { zh: '名称', also: ['name', 'namezh', 'devicename', '设备名称', '中文名', '中文名称'] },
  name_en: { zh: '英文名称', also: ['nameen', 'englishname', '英文名'] },
  kind: { zh: '类型', also: ['kind', 'type', 'devicetype', '设备类型', '种类'] },
  building: { zh: '楼栋', also: ['building', 'buildingcode', '楼号', '楼栋编号'] },
  unit: { zh: '单元', also: ['unit'] },
  floor: { zh: '楼层', also: ['floor', 'level'] },
  room: { zh: '房间', also: ['room', '机房', '位置'] },
  lon: { zh: '经度', also: ['lon', 'lng', 'longitude', 'x'] },
  lat: { zh: '纬度', also: ['lat', 'latitude', 'y'] },
  power: { zh: '供电设备', also: ['power', 'poweredby', '供电', '上级电源'] },
  network: { zh: '网络上级', also: ['network', '网络', '交换机'] },
  controller: { zh: '所属控制器', also: ['controller', '控制器'] },
  gateway: { zh: '所属网关', also: ['gateway', '网关'] },
  serial: { zh: '序列号', also: ['serial', 'serialnumber', 'sn', '出厂编号'] },
  silent_after: { zh: '失联秒数', also: ['silentafter', '静默秒数'] },
  actions: { zh: '可远程操作', also: ['actions', '远程操作'] },
  camera: { zh: '摄像机地址', also: ['camera', 'cameraurl', '监控地址'] },
  service_days: { zh: '保养周期天', also: ['servicedays', '保养天数'] },
  service_hours: { zh: '保养周期小时', also: ['servicehours', '保养小时数'] },
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_\-./()（）:：#*"'\ufeff]+/g, '')

export type Heading = { column: DeviceColumn } | { attribute: string }

/** What each column holds, null where nobody knows. An attribute is headed `attr:capacity` or by its Chinese name. */
export function headingsOf(header: readonly string[]): (Heading | null)[] {
  const seen = new Set<string>()
  return header.map((said) => {
    const found = headingOf(said)
    const key = found && ('column' in found ? found.column : `attr:${found.attribute}`)
    if (key === null || seen.has(key)) return null
    seen.add(key)
    return found
  })
}

function headingOf(said: string): Heading | null {
  const name = plain(said)
  const column = deviceColumns.find((one) => plain(called[one].zh) === name || called[one].also.includes(name))
  if (column) return { column }
  const attribute = attributeKeys.find((key) => name === `attr${key.toLowerCase()}` || name === plain(attributeWords(key).zh))
  return attribute === undefined ? null : { attribute }
}

export const columnWords = (column: DeviceColumn): Bilingual => ({ zh: called[column].zh, en: column })
const attributeHeading = (key: string): Bilingual => ({ zh: attributeWords(key).zh, en: `attr:${key}` })

export type Cells = Record<DeviceColumn, string> & { attributes: Record<string, string> }

/** A device as a line of a file tells it; the same line brings it in again unchanged. */
export function cellsOf(device: Device, language: Language, place: { building: string; codes: ReadonlyMap<string, string> }): Cells {
  const { point } = device
  const code = (id: string | null | undefined): string => (id ? (place.codes.get(id) ?? '') : '')
  const number = (value: number | null | undefined): string => (value == null ? '' : String(value))
  return {
    code: device.code, name: device.name.zh, name_en: device.name.en, kind: kindWords[device.kind][language], building: place.building, unit: device.unit ?? '', floor: device.floor ?? '',
    room: device.room ?? '', lon: number(point?.[0]), lat: number(point?.[1]), power: code(device.power), network: code(device.network), controller: code(device.controller),
    gateway: code(device.gateway), serial: device.serial ?? '', silent_after: number(device.silentAfter), actions: (device.actions ?? []).map((action) => actionWords[action][language]).join('|'),
    camera: device.camera ?? '', service_days: number(device.serviceDays), service_hours: number(device.serviceHours),
    attributes: Object.fromEntries(Object.entries(device.attributes ?? {}).map(([key, value]) => [key, String(value)])),
  }
}

/** The headings and lines of a file; attributes of the kinds that are in it, of every kind where there is nothing yet. */
export function tableOf(rows: readonly Cells[], kinds: readonly DeviceKind[], language: Language): string[][] {
  const used = new Set(kinds.flatMap((kind) => Object.keys(deviceAttributes[kind])))
  const keys = attributeKeys.filter((key) => used.size === 0 || used.has(key))
  return [
    [...deviceColumns.map((column) => columnWords(column)[language]), ...keys.map((key) => attributeHeading(key)[language])],
    ...rows.map((row) => [...deviceColumns.map((column) => row[column]), ...keys.map((key) => row.attributes[key] ?? '')]),
  ]
}
