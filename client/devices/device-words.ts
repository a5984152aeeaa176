import type { TFunction } from 'i18next'
import { valueUnits, type DeviceKind, type DeviceValue, deviceAttributes } from '#shared/devices.ts'
import type { Format } from '../i18n/format.ts'
import { deviceSheetWords } from '../i18n/device-sheet.ts'

type Known = typeof deviceSheetWords.zh.deviceSheet
const isValue = (key: string): key is keyof Known['value'] => Object.hasOwn(deviceSheetWords.zh.deviceSheet.value, key)
const isAttribute = (key: string): key is keyof Known['attribute'] => Object.hasOwn(deviceSheetWords.zh.deviceSheet.attribute, key)

/** What a device's value is called; what is not known shows its own key. */
export const keyWords = (t: TFunction, key: string): string => (isValue(key) ? t(`deviceSheet.value.${key}`) : key)
export const attributeWords = (t: TFunction, key: string): string => (isAttribute(key) ? t(`deviceSheet.attribute.${key}`) : key)

/** A value with its unit: "0.42 MPa". */
export function valueWords(t: TFunction, format: Format, { key, value, unit }: Pick<DeviceValue, 'key' | 'value' | 'unit'>): string {
  if (typeof value === 'boolean') return t(value ? 'deviceSheet.yes' : 'deviceSheet.no')
  if (typeof value === 'string') return value
  return [numberWords(value, format), unit ?? valueUnits[key]].filter(Boolean).join(' ')
}

/** Three digits that count, however small it is. */
export const numberWords = (value: number, format: Format): string => (Math.abs(value) >= 100 || value === 0 ? format.number(value) : String(Number(value.toPrecision(3))))

export function attributeValue(kind: DeviceKind, key: string, value: string | number, format: Format): string {
  const form = deviceAttributes[kind][key]
  return typeof value === 'number' ? [numberWords(value, format), form?.type === 'number' ? form.unit : null].filter(Boolean).join(' ') : value
}

/** "1 单元 B1 层 水泵房" */
export const spotWords = (t: TFunction, { unit, floor, room }: { unit?: string | null | undefined; floor?: string | null | undefined; room?: string | null | undefined }): string =>
  [unit && t('deviceSheet.unit', { unit }), floor && t('deviceSheet.floor', { floor }), room].filter(Boolean).join(' ')
