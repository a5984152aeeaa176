import type { Alarm } from '#shared/alarms.ts'
import type { DeviceState } from '#shared/devices.ts'

/** Alarms that tell of what people, water or fire did: the device that saw it works. */
const seen: ReadonlySet<string> = new Set([
  'littering', 'perimeter.breach', 'access.forced', 'access.door-open', 'fire.signal', 'water.leak', 'water.level', 'gas.leak', 'room.temperature', 'public.warning', 'shift.untaken',
])
const silences: ReadonlySet<string> = new Set(['device.silent', 'gateway.silent'])

export type Standing = Pick<Alarm, 'kind' | 'severity' | 'state' | 'active'>

/** Whether its condition holds: where no field tells, its state does. */
export const holds = ({ state, active }: Pick<Alarm, 'state' | 'active'>): boolean => active ?? (state === 'unacknowledged' || state === 'acknowledged')

const tellsOfFault = ({ kind, severity }: Standing): boolean =>
  !silences.has(kind) && !seen.has(kind) && !kind.startsWith('weather.') && (kind.endsWith('.fault') || severity === 'critical' || severity === 'major')

/** The worst of what is known: being worked on, unheard, faulty, else online. What is put aside still holds. */
export function stateOf(alarms: readonly Standing[], worked: boolean): DeviceState {
  if (worked) return 'maintenance'
  const held = alarms.filter(holds)
  if (held.some(({ kind }) => silences.has(kind))) return 'silent'
  return held.some(tellsOfFault) ? 'faulty' : 'online'
}
