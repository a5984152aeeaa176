import type { Bilingual } from '#shared/text.ts'
import type { TelemetryMessage } from './telemetry-take.ts'

/** Values that came together. `device`: its code, null where the message is of one device; `at`: epoch milliseconds; `place`: where in the message. */
export type FormReading = { device: string | null; at: number | null; values: Record<string, unknown>; place: string; raw: unknown }
/** What is in no form that we know; `raw` is as it came. */
export type FormRefusal = { device: string | null; place: string; message: Bilingual; raw: unknown }
export type FormRead = { readings: FormReading[]; refused: FormRefusal[] }

/** Entries that one message may hold. */
export const mostReadings = 5_000
/** What a device says by connecting and going, as a value that rules can judge. */
export const connected = 'connected'

const words = {
  object: { zh: '应为 JSON 对象', en: 'A JSON object is wanted' },
  empty: { zh: '没有任何数值', en: 'There are no values in it' },
  ts: { zh: 'ts 应为毫秒时间戳', en: 'ts must be a time in milliseconds' },
  device: { zh: '应有 device：设备编号', en: 'device is wanted: a device’s code' },
  many: { zh: `一条消息最多 ${mostReadings} 组数值`, en: `At most ${mostReadings} sets of values in a message` },
} as const

/**
 * Reads what ThingsBoard's devices and gateways send. Telemetry of a device: `{"k":v}`, `{"ts":ms,"values":{…}}` or an array of both;
 * of a gateway: `{"code":[…]}`. Attributes: `{"k":v}` and `{"code":{"k":v}}`. Connect and disconnect: `{"device":"code"}`, or nothing
 * where the message is of one device. What is wrong with one part does not touch the others.
 */
export function readForm({ what, form, body }: Pick<TelemetryMessage, 'what' | 'form' | 'body'>): FormRead {
  const read: FormRead = { readings: [], refused: [] }
  if (what === 'connect' || what === 'disconnect') readTurn(read, form, body, what === 'connect')
  else if (form === 'device') readOf(read, null, what, body, '')
  else if (!isObject(body)) refuse(read, null, '$', words.object, body)
  else if (Object.keys(body).length === 0) refuse(read, null, '$', words.empty, body)
  else for (const [device, said] of Object.entries(body)) readOf(read, device, what, said, device)
  if (read.readings.length <= mostReadings) return read
  return { readings: [], refused: [{ device: null, place: '$', message: words.many, raw: body }] }
}

function readTurn(read: FormRead, form: TelemetryMessage['form'], body: unknown, on: boolean): void {
  const device = form === 'device' ? null : isObject(body) ? body.device : undefined
  if (device === null || (typeof device === 'string' && device !== '')) read.readings.push({ device, at: null, values: { [connected]: on }, place: 'device', raw: body })
  else refuse(read, null, 'device', words.device, body)
}

function readOf(read: FormRead, device: string | null, what: TelemetryMessage['what'], said: unknown, place: string): void {
  if (what === 'telemetry' && Array.isArray(said)) {
    if (said.length === 0) refuse(read, device, place || '$', words.empty, said)
    said.forEach((one, i) => readEntry(read, device, one, `${place}[${i}]`))
  } else if (what === 'attributes') readValues(read, device, null, said, place, said)
  else readEntry(read, device, said, place)
}

/** With a time of its own where it says both `ts` and `values`; a lone `ts` is a value of that name, as it is for ThingsBoard. */
function readEntry(read: FormRead, device: string | null, said: unknown, place: string): void {
  if (!isObject(said) || !('ts' in said && 'values' in said)) return readValues(read, device, null, said, place, said)
  const at = timeOf(said.ts)
  if (at === null) refuse(read, device, inside(place, 'ts'), words.ts, said)
  else readValues(read, device, at, said.values, inside(place, 'values'), said)
}

function readValues(read: FormRead, device: string | null, at: number | null, values: unknown, place: string, raw: unknown): void {
  if (!isObject(values)) refuse(read, device, place || '$', words.object, raw)
  else if (Object.keys(values).length === 0) refuse(read, device, place || '$', words.empty, raw)
  else read.readings.push({ device, at, values, place, raw })
}

function refuse(read: FormRead, device: string | null, place: string, message: Bilingual, raw: unknown): void {
  read.refused.push({ device, place, message, raw })
}

/** Also as text, as some firmware writes it. A time that no calendar has is judged where it is kept. */
function timeOf(ts: unknown): number | null {
  const time = typeof ts === 'string' && /^-?\d{1,16}$/.test(ts) ? Number(ts) : ts
  return typeof time === 'number' && Number.isFinite(time) ? Math.trunc(time) : null
}

const inside = (place: string, key: string): string => (place === '' ? key : `${place}.${key}`)
const isObject = (said: unknown): said is Record<string, unknown> => typeof said === 'object' && said !== null && !Array.isArray(said)
