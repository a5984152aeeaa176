import type { Language } from '#shared/text.ts'
import { Unanswered } from '../journal/journal.ts'
import type { KeyHolder, TakeReadings } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal, type ReadError } from '../refusal.ts'

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

/** Handed to the doors for HTTP and MQTT by the composition: one per process, so that they share the limits of each key. */
export function telemetryTaking(_parts: Parts, _takeReadings: TakeReadings): TakeTelemetry {
  return async () => {
    throw new Refusal('not-found')
  }
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
