/** What a topic says about its message. `community` and `device` are codes, where it names them; `number`: of the instruction that is answered. */
export type Topic = {
  form: 'device' | 'gateway'
  what: 'telemetry' | 'attributes' | 'connect' | 'disconnect' | 'alarms' | 'answer'
  community?: string
  device?: string
  number?: number
}

const ofDevice = ['telemetry', 'attributes'] as const
const ofGateway = ['telemetry', 'attributes', 'connect', 'disconnect', 'alarms'] as const
const isIn = <T extends string>(list: readonly T[], word: string | undefined): word is T => list.some((one) => one === word)

/**
 * Topics that may be published to; null for any other.
 * As ThingsBoard has them, where the key says who speaks: `v1/devices/me/(telemetry|attributes)`, `v1/devices/me/rpc/response/<n>`,
 * `v1/gateway/(telemetry|attributes|connect|disconnect|rpc)`, and of our own `v1/gateway/alarms`.
 * With names in them: `watchfloor/<community>/gateway/(telemetry|attributes|connect|disconnect|alarms)`,
 * `watchfloor/<community>/devices/<device>/(telemetry|attributes)`, `watchfloor/<community>/devices/<device>/rpc/response/<n>`.
 */
export function readTopic(topic: string): Topic | null {
  const [root, ...rest] = topic.split('/')
  if (root === 'v1') return readOwn(rest)
  if (root !== 'watchfloor') return null
  const [community, device] = [nameIn(rest[0]), nameIn(rest[2])]
  if (community === null) return null
  if (rest[1] === 'gateway') return rest.length === 3 && isIn(ofGateway, rest[2]) ? { form: 'gateway', what: rest[2], community } : null
  if (rest[1] !== 'devices' || device === null) return null
  const said = readDevice(rest.slice(3))
  return said && { ...said, community, device }
}

function readOwn(rest: string[]): Topic | null {
  if (rest[0] === 'devices' && rest[1] === 'me') return readDevice(rest.slice(2))
  if (rest[0] !== 'gateway' || rest.length !== 2) return null
  if (rest[1] === 'rpc') return { form: 'gateway', what: 'answer' }
  return isIn(ofGateway, rest[1]) ? { form: 'gateway', what: rest[1] } : null
}

function readDevice(rest: string[]): Topic | null {
  const [what, way, number, ...more] = rest
  if (rest.length === 1) return isIn(ofDevice, what) ? { form: 'device', what } : null
  if (what !== 'rpc' || way !== 'response' || number === undefined || more.length > 0) return null
  return /^\d{1,10}$/.test(number) ? { form: 'device', what: 'answer', number: Number(number) } : null
}

/** What a client may subscribe to, and as whom it then listens. */
export const listening = { 'v1/devices/me/rpc/request/+': 'device', 'v1/devices/me/attributes': null, 'v1/gateway/rpc': 'gateway' } as const
export const isListening = (topic: string): topic is keyof typeof listening => Object.hasOwn(listening, topic)

/** Where a device hears its instructions: by its own connection, by its gateway's, and at a foreign broker. */
export const requestTopic = (number: number): string => `v1/devices/me/rpc/request/${number}`
export const gatewayTopic = 'v1/gateway/rpc'
export const namedRequestTopic = (community: string, device: string, number: number): string => `watchfloor/${nameFor(community)}/devices/${nameFor(device)}/rpc/request/${number}`

/** All that is taken in at a foreign broker. */
export const bridged = [
  'watchfloor/+/gateway/+', 'watchfloor/+/devices/+/telemetry', 'watchfloor/+/devices/+/attributes', 'watchfloor/+/devices/+/rpc/response/+',
] as const

/** A code may hold what means something in a topic: it is then written as in an address (`%2F` for a slash). */
const nameFor = (code: string): string => code.replaceAll(/[%/+#\0]/g, (sign) => encodeURIComponent(sign))

function nameIn(part: string | undefined): string | null {
  if (!part || part.length > 360) return null
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
