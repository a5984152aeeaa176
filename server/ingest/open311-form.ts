import { isUtf8 } from 'node:buffer'
import { categories, type Category } from '#shared/orders.ts'
import { LonLat } from '#shared/geo.ts'
import { Typed } from '#shared/text.ts'
import { badRequest, notThere } from './open311-error.ts'
import { serviceOf } from './open311-services.ts'

export type Form = ReadonlyMap<string, readonly string[]>

/**
 * Reads application/x-www-form-urlencoded. What is empty counts as not sent.
 * @throws Open311Error for what is not UTF-8, or names too many fields
 */
export function readForm(bytes: Buffer): Form {
  if (!isUtf8(bytes)) throw notUtf8()
  const pairs = bytes.toString('utf8').split('&')
  if (pairs.length > mostFields) throw badRequest('字段过多', 'Too many fields')
  const form = new Map<string, string[]>()
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    const [name, value] = at < 0 ? [decoded(pair), ''] : [decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))]
    if (value.trim() !== '') form.set(name, [...(form.get(name) ?? []), value])
  }
  return form
}

const mostFields = 200

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw notUtf8()
  }
}

const notUtf8 = () => badRequest('内容应为 UTF-8 编码的表单', 'The form must be encoded as UTF-8')

/** The body of a form without its key, for the quarantine. */
export const withoutKey = (body: string): string => body.split('&').filter((pair) => !isKey(pair.split('=', 1)[0] ?? '')).join('&')

/** However it is spelt; a name that cannot be read is no key, and no form either. */
function isKey(name: string): boolean {
  try {
    return decoded(name).trim().toLowerCase() === 'api_key'
  } catch {
    return false
  }
}

/** What a resident asks for, as far as the form alone tells. `building`: the operator's code of it, in whichever field it came. */
export type Asked = {
  category: Category
  building: string | null
  address: string | null
  place: string
  point: LonLat | null
  title: string | null
  description: string
  reporter: string | null
  phone: string | null
}

const one = (form: Form, name: string): string => form.get(name)?.[0]?.trim() ?? ''

/** @throws Open311Error that names what is missing or wrong */
export function readAsked(form: Form): Asked {
  const code = one(form, 'service_code')
  if (code === '') throw badRequest('缺少 service_code', 'service_code was not provided')
  const category = serviceOf(code)
  if (!category) throw notThere(`没有 service_code“${code.slice(0, 40)}”，可用：${categories.join('、')}`, `service_code "${code.slice(0, 40)}" was not found; there are ${categories.join(', ')}`)
  const attributes = new Map([...form].flatMap(([name, values]) => {
    const [, key] = /^attribute\[([^\]]+)\](?:\[\d*\])?$/.exec(name) ?? []
    return key === undefined ? [] : [[key, values] as const]
  }))
  const attribute = (name: string): string => attributes.get(name)?.[0]?.trim() ?? ''
  const point = pointOf(one(form, 'lat'), one(form, 'long'))
  const [address, building] = [one(form, 'address_string'), one(form, 'address_id') || attribute('building')]
  if (!point && address === '' && building === '') throw badRequest('须提供 lat 和 long、address_string 或 address_id 之一', 'A location is needed: lat and long, address_string, or address_id')

  const said = one(form, 'description')
  const others = [...attributes].filter(([key]) => key !== 'building' && key !== 'place').map(([key, values]) => `${key}: ${values.join(', ')}`)
  const media = (form.get('media_url') ?? []).filter((url) => /^https?:\/\/\S{1,480}$/i.test(url.trim()))
  const place = attribute('place') || address
  const whole = address === place && address.length <= 120 ? '' : address
  const description = text([said, whole, ...others, ...media].filter((line) => line !== '').join('\n'), 4000, 'description')
  const name = [one(form, 'last_name'), one(form, 'first_name')].filter((part) => part !== '')
  return {
    category, building: building === '' ? null : building, address: address === '' ? null : address, point,
    place: text(cut(place, 120), 120, 'address_string'),
    title: said === '' ? null : text(cut(said.split(/\r?\n/)[0] ?? '', 60), 60, 'description') || null,
    description,
    reporter: name.length === 0 ? null : text(cut(joined(name), 60), 60, 'first_name'),
    phone: phoneOf(one(form, 'phone')),
  }
}

/** 王小明, but Jane Smith: family names come first where no letters stand between. */
const joined = (parts: readonly string[]): string => (parts.some((part) => /^[\p{Script=Latin}\p{P}\s]+$/u.test(part)) ? parts.toReversed().join(' ') : parts.join(''))

/** Never through the middle of a character. */
const cut = (given: string, length: number): string => given.slice(0, length).replace(/[\ud800-\udbff]$/, '')

function text(given: string, max: number, field: string): string {
  const read = Typed(max).safeParse(given.replaceAll('\r\n', '\n'))
  if (!read.success) throw badRequest(`${field} 超过 ${max} 字或含有不能使用的字符`, `${field} is longer than ${max} characters or holds some that cannot be used`)
  return read.data
}

function pointOf(lat: string, long: string): LonLat | null {
  if (lat === '' && long === '') return null
  const number = (degrees: string): number => (/^[+-]?\d{1,3}(\.\d{1,20})?$/.test(degrees) ? Number(degrees) : Number.NaN)
  const read = LonLat.safeParse([number(long), number(lat)])
  if (!read.success) throw badRequest('lat 和 long 须同为 WGS-84 度数', 'lat and long must both be degrees of WGS-84')
  return read.data
}

/** What cannot be dialled is no reason to refuse a report. */
const phoneOf = (given: string): string | null => (/^\+?[\d ()-]{5,24}$/.test(given) ? given : null)
