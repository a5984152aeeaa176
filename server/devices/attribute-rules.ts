import { deviceAttributes, type Device, type DeviceKind } from '#shared/devices.ts'
import { GivenDay, type Bilingual } from '#shared/text.ts'
import { attributeWords, kindWords } from './device-words.ts'

export type FieldFault = { field: string; message: Bilingual }
export type Attributes = NonNullable<Device['attributes']>

/** Attributes as their kind has them: what is empty is left out, what does not fit is named with what would. */
export function checkAttributes(kind: DeviceKind, given: Attributes): { attributes: Attributes; faults: FieldFault[] } {
  const forms = deviceAttributes[kind]
  const attributes: Attributes = {}
  const faults: FieldFault[] = []
  for (const [key, value] of Object.entries(given)) {
    if (value === '') continue
    const form = Object.hasOwn(forms, key) ? forms[key] : undefined
    const message = form ? faultOf(form, value) : notOfKind(kind)
    if (message) faults.push({ field: `attributes.${key}`, message })
    else attributes[key] = value
  }
  return { attributes, faults }
}

type Form = NonNullable<(typeof deviceAttributes)[DeviceKind][string]>

function faultOf(form: Form, value: string | number): Bilingual | null {
  switch (form.type) {
    case 'number': {
      const { min, max, unit } = form
      const of = unit ? { zh: `（${unit}）`, en: ` (${unit})` } : { zh: '', en: '' }
      if (typeof value === 'number' && value >= min && value <= max) return null
      return { zh: `应为 ${min} 到 ${max} 之间的数${of.zh}`, en: `A number from ${min} to ${max}${of.en} is wanted` }
    }
    case 'day':
      return typeof value === 'string' && GivenDay.safeParse(value).success ? null : { zh: '应为日期，例如 2024-03-01', en: 'A day such as 2024-03-01 is wanted' }
    case 'text':
      return typeof value === 'string' ? null : { zh: '应为文字', en: 'Text is wanted' }
  }
}

function notOfKind(kind: DeviceKind): Bilingual {
  const keys = Object.keys(deviceAttributes[kind])
  return {
    zh: `${kindWords[kind].zh}没有此属性，可填：${keys.map((key) => `${attributeWords(key).zh}（${key}）`).join('、')}`,
    en: `A device of the kind "${kindWords[kind].en}" has no such attribute. It has: ${keys.join(', ')}`,
  }
}
