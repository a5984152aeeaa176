import type { TFunction } from 'i18next'
import { deviceSheetWords } from '../i18n/device-sheet.ts'

const known = deviceSheetWords.zh.deviceSheet.value
type Known = keyof typeof known
const isKnown = (key: string): key is Known => Object.hasOwn(known, key)

/** Values that have words. */
export const knownValues: readonly string[] = Object.keys(known)
/** What a value of a device is called; one without words as its key. */
export const valueWords = (t: TFunction, key: string): string => (isKnown(key) ? t(`deviceSheet.value.${key}`) : key)
