import { devices } from '#db/schema/devices.ts'
import { real } from '#shared/modes.ts'
import type { Device, DeviceState } from '#shared/devices.ts'
import type { Fact } from '#shared/facts.ts'
import { change, type Work } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { Reaction, SayAlarms } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { readDevices } from './device-store.ts'
import { onWire } from './device-wire.ts'
import { stateOf } from './state-rules.ts'
import { devicesIn, knownOf } from './state-store.ts'

/** Devices of which it is remembered what was known; beyond this it is found out again. */
const mostRemembered = 50_000

/** A device is in the state that its alarms and the work on it put it in; what stands already changes nothing. */
export function deviceReaction(): Reaction {
  // What was looked at when nothing changed knew of every fact until then: thousands of old ones cost a look per device.
  const seen = new Map<string, number>()
  let last = 0

  /** Those that are in another state than they should be; of the others it is remembered. */
  async function turningAmong(parts: Parts, ids: readonly string[]): Promise<{ id: string; state: DeviceState }[]> {
    if (ids.length === 0) return []
    if (seen.size > mostRemembered) seen.clear()
    return (await knownOf(parts, ids)).flatMap(({ id, alarms, worked, state, head }) => {
      const next = stateOf(alarms, worked)
      if (next !== state) return [{ id, state: next }]
      seen.set(id, head)
      return []
    })
  }

  return {
    name: 'device.turn',
    ahead: async (parts, facts) => {
      // The journal went back, as after a restore: what was known is of another history.
      if ((facts[0]?.seq ?? 0) <= last) seen.clear()
      last = facts.at(-1)?.seq ?? last
      await turningAmong(parts, [...new Set(facts.flatMap(alarming))])
    },
    react: async (parts, fact, now) => {
      const ids = (await concerned(parts, fact)).filter((id) => (seen.get(id) ?? 0) < fact.seq)
      const turning = await turningAmong(parts, ids)
      return turning.length > 0 ? turned(parts, turning, now) : null
    },
  }
}

/** What a device said goes with it: nobody would ever clear the alarms of one that was taken away. */
export const removedReaction = (say: SayAlarms): Reaction => ({
  name: 'device.remove-alarms',
  react: async (parts, fact) => {
    if (fact.name !== 'device.removed') return null
    const { id, community } = fact.body
    const standing = await parts.sql<{ id: string; kind: string; severity: 'critical' | 'major' | 'minor' | 'notice'; subject: string | null }[]>`
      select id, kind, severity, subject from alarm where device_id = ${id} and state <> 'normal' and mode = ${real}`
    if (standing.length === 0) return null
    const said = standing.map((alarm) => ({
      id: idFrom('device.removed', fact.seq, alarm.id), community, device: id, kind: alarm.kind, severity: alarm.severity, subject: alarm.subject, change: 'cleared' as const, text: '', at: null,
    }))
    await say(parts, said, { kind: 'system', id: 'devices', name: 'devices' })
    return null
  },
})

const alarming = (fact: Fact): string[] =>
  fact.mode === real && fact.name.startsWith('alarm.') && 'device' in fact.body && typeof fact.body.device === 'string' ? [fact.body.device] : []

async function concerned(parts: Parts, fact: Fact): Promise<string[]> {
  if (fact.mode !== real) return []
  if (fact.name.startsWith('alarm.')) return alarming(fact)
  switch (fact.name) {
    case 'window.started':
    case 'window.ended':
      return devicesIn(parts, fact.body)
    case 'device.connected':
    case 'device.changed':
      return [fact.body.id]
    default:
      return []
  }
}

async function turned(parts: Parts, turning: readonly { id: string; state: DeviceState }[], now: number): Promise<Work | null> {
  const held = new Map((await readDevices(parts, turning.map(({ id }) => id))).map((device) => [device.id, device]))
  const at = new Date(now).toISOString()
  const fresh = turning.flatMap(({ id, state }): Device[] => {
    const device = held.get(id)
    return device && device.state !== state ? [{ ...device, version: device.version + 1, state, seenAt: at }] : []
  })
  const [first] = fresh
  if (!first) return null
  return {
    changes: fresh.map((device) => change(devices, { id: device.id, version: device.version, state: device.state, seenAt: device.seenAt }, { name: 'device.turned', body: onWire(device) })),
    reply: null, community: first.community, mode: real, detail: fresh.length === 1 ? { id: first.id, code: first.code, state: first.state } : { devices: fresh.length },
  }
}
