import type { Actor } from '#shared/facts.ts'
import type { Bilingual, Language } from '#shared/text.ts'
import { Unanswered } from '../journal/journal.ts'
import { noteHeard } from '../live/door-work.ts'
import type { KeyHolder, TakeReadings } from '../live/handler.ts'
import { recordDevicesHeard } from '../live/heard-store.ts'
import type { Parts } from '../parts.ts'
import type { ReadError } from '../refusal.ts'
import { DoorIntake, usualRates, type DoorRates } from './door-intake.ts'
import { DoorLimit } from './door-limit.ts'
import { textOf } from './door-messages.ts'
import { codeKey, communitiesByCode, devicesByKey, isCode, speaksFor, type HeardDevice } from './telemetry-devices.ts'
import { readForm, type FormReading, type FormRefusal } from './telemetry-format.ts'

/**
 * A message about values of devices, in one of ThingsBoard's forms: of one `device`, or of a gateway that names each. `device` and
 * `community` are codes, where a topic or an address names them; a key of one device need not name it, nor one of a community that.
 */
export type TelemetryMessage = {
  what: 'telemetry' | 'attributes' | 'connect' | 'disconnect'
  form: 'device' | 'gateway'
  body: unknown
  device?: string
  community?: string
}

/**
 * Resolves when all of it is committed: `taken` readings, and what could not be read or is of no device of the key, which is kept in
 * quarantine. Throws `Unanswered` where it may be tried again, `TooFast` among it.
 */
export type TakeTelemetry = (message: TelemetryMessage, holder: KeyHolder, language: Language) => Promise<{ taken: number; refused: ReadError[] }>

/** The key sends more than it may: the same message may come again in `seconds`. */
export class TooFast extends Unanswered {
  readonly seconds: number

  constructor(seconds: number) {
    super('this key sends too fast')
    this.seconds = seconds
  }
}

const words = {
  community: { zh: '小区编号不存在，或不属于此密钥', en: 'No such community code, or not one of this key' },
  place: { zh: '此密钥不属于任一小区，请注明小区编号', en: 'This key is of no one community: name its code' },
  device: { zh: '没有此设备编号，或不属于此密钥', en: 'No such device code, or not one of this key' },
  name: { zh: '此密钥不属于任一设备，请注明设备编号', en: 'This key is of no one device: name its code' },
  value: { zh: '应为数字、是否或不超过 400 字的文字', en: 'A number, a truth value or a text of at most 400 characters is wanted' },
} as const

/** Refusals that are told one by one; all of them are in the quarantine. */
const mostTold = 50

type Placed = { reading: FormReading; device: HeardDevice }

/** Handed to the doors for HTTP and MQTT by the composition: one per process, so that they share the limits of each key. */
export function telemetryTaking(parts: Parts, takeReadings: TakeReadings, rates: DoorRates = usualRates): TakeTelemetry {
  const intake = new DoorIntake(parts, rates)
  const limit = new DoorLimit(rates.ordinary)

  return async (message, holder, language) => {
    const { readings, refused } = readForm(message)
    const wanted = Math.max(1, readings.length)
    if (!limit.takeAll(holder.id, wanted, performance.now())) throw new TooFast(limit.wait(holder.id))

    const community = await communityOf(parts, message, holder)
    const placed = typeof community === 'string' ? await place(parts, message, readings, community, holder, refused) : []
    if (typeof community !== 'string') refused.push(...readings.map((reading) => ({ ...reading, message: community })))

    const by: Actor = { kind: 'key', id: holder.id, name: holder.name }
    const given = placed.map(({ reading, device }) => ({ device: device.id, community: device.community, at: reading.at, values: reading.values }))
    const odd = given.length === 0 ? [] : await takeReadings(parts, given, by)
    await noteAll(parts, message, placed, holder)
    refused.push(...odd.flatMap(({ place: at, key }) => oddValue(placed[at], key)))

    const told = refused.map(({ place: field, message: said }): ReadError => ({ field: field.slice(0, 200), message: said[language] })).slice(0, mostTold)
    if (told.length > 0) await intake.keep('telemetry', holder, [{ reason: told, body: textOf(leftOf(message, refused)) }])
    return { taken: placed.length - wholly(placed, odd), refused: told }
  }
}

/** The id of the community whose devices a message is about, or what is wrong with the one that it names or does not. */
async function communityOf(parts: Parts, { community: code }: TelemetryMessage, holder: KeyHolder): Promise<string | Bilingual> {
  if (code === undefined) return holder.community ?? words.place
  const id = isCode(code) ? (await communitiesByCode(parts.sql, [code])).get(code) : undefined
  return id !== undefined && (holder.community === null || holder.community === id) ? id : words.community
}

/** Finds the device of each reading. */
async function place(parts: Parts, message: TelemetryMessage, readings: readonly FormReading[], community: string, holder: KeyHolder, refused: FormRefusal[]): Promise<Placed[]> {
  const keyOf = ({ device }: FormReading): string | null => {
    const code = device ?? message.device
    if (code !== undefined) return isCode(code) ? codeKey(community, code) : ''
    return holder.device ?? null
  }
  const keys = new Set(readings.flatMap((reading) => keyOf(reading) || []))
  const found = keys.size > 0 ? await devicesByKey(parts.sql, [...keys]) : new Map<string, HeardDevice>()
  return readings.flatMap((reading): Placed[] => {
    const key = keyOf(reading)
    const device = found.get(key ?? '')
    if (device && device.community === community && speaksFor(holder, device)) return [{ reading, device }]
    refused.push({ ...reading, message: key === null ? words.name : words.device })
    return []
  })
}

/** A gateway that speaks for others is heard with them. */
async function noteAll(parts: Parts, { form }: TelemetryMessage, placed: readonly Placed[], holder: KeyHolder): Promise<void> {
  await noteHeard(parts, 'telemetry', placed.map(({ device }) => device.community))
  if (form !== 'gateway' || placed.length === 0) return
  const gateways = holder.device ? [holder.device] : placed.flatMap(({ device }) => device.gateway ?? [])
  try {
    await recordDevicesHeard(parts.sql, gateways, parts.now())
  } catch (error) {
    parts.log.warn({ err: error }, 'gateways could not be noted')
  }
}

/** Readings of which no value was taken. */
function wholly(placed: readonly Placed[], odd: readonly { place: number }[]): number {
  const counts = new Map<number, number>()
  for (const { place: at } of odd) counts.set(at, (counts.get(at) ?? 0) + 1)
  return [...counts].filter(([at, count]) => count === Object.keys(placed[at]?.reading.values ?? {}).length).length
}

function oddValue(placed: Placed | undefined, key: string): FormRefusal[] {
  if (!placed) return []
  const { device, at, values, place: field } = placed.reading
  const odd = { [key]: values[key] }
  return [{ device, place: field === '' ? key : `${field}.${key}`, message: words.value, raw: at === null ? odd : { ts: at, values: odd } }]
}

/** The message without what was taken of it. */
function leftOf(message: TelemetryMessage, refused: readonly FormRefusal[]): TelemetryMessage {
  const { what, form, body } = message
  const whole = refused.some(({ device, raw }) => raw === body || (form === 'gateway' && device === null))
  if (whole || what === 'connect' || what === 'disconnect') return message
  const merged = (raws: unknown[]): unknown => (what === 'attributes' ? Object.assign({}, ...raws) : raws.length === 1 ? raws[0] : raws)
  if (form === 'device') return { ...message, body: merged(refused.map(({ raw }) => raw)) }
  const byDevice = new Map<string, unknown[]>()
  for (const { device, raw } of refused) byDevice.set(device ?? '', [...(byDevice.get(device ?? '') ?? []), raw])
  return { ...message, body: Object.fromEntries([...byDevice].map(([device, raws]) => [device, merged(raws)])) }
}

/** The message that a text in quarantine holds, as it was or put right by somebody; one that says no form is a gateway's. Null: no JSON. */
export function telemetryKept(text: string): TelemetryMessage | null {
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch {
    return null
  }
  return isMessage(said) ? said : { what: 'telemetry', form: 'gateway', body: said }
}

function isMessage(said: unknown): said is TelemetryMessage {
  if (typeof said !== 'object' || said === null || !('what' in said) || !('form' in said) || !('body' in said)) return false
  const optional = (name: 'device' | 'community'): boolean => !(name in said) || typeof Reflect.get(said, name) === 'string'
  return ['telemetry', 'attributes', 'connect', 'disconnect'].includes(String(said.what)) && ['device', 'gateway'].includes(String(said.form)) && optional('device') && optional('community')
}
