import { z } from 'zod'
import { LonLat } from './geo.ts'
import { Bilingual, Id, Instant, Typed } from './text.ts'

/** Most urgent first. */
export const severities = ['critical', 'major', 'minor', 'notice'] as const
export type Severity = (typeof severities)[number]

/** ISA-18.2 states that an annunciated alarm passes through. */
export const alarmStates = ['unacknowledged', 'acknowledged', 'returned', 'normal'] as const
export type AlarmState = (typeof alarmStates)[number]
export const alarmMoves = ['raise', 'acknowledge', 'clear'] as const
export type AlarmMove = (typeof alarmMoves)[number]

/** `returned` is "returned to normal, unacknowledged": gone, but nobody has said that they saw it. */
export const alarmTransitions = {
  normal: { raise: 'unacknowledged' },
  unacknowledged: { raise: 'unacknowledged', acknowledge: 'acknowledged', clear: 'returned' },
  acknowledged: { raise: 'acknowledged', clear: 'normal' },
  returned: { raise: 'unacknowledged', acknowledge: 'normal' },
} as const satisfies Record<AlarmState, Partial<Record<AlarmMove, AlarmState>>>

export function alarmAfter(state: AlarmState, move: AlarmMove): AlarmState | null {
  const moves: Partial<Record<AlarmMove, AlarmState>> = alarmTransitions[state]
  return moves[move] ?? null
}

/** Kinds that have words in both languages; a door may send others, which show their own text. */
export const knownAlarmKinds = [
  'lift.trapped', 'lift.fault', 'pump.pressure-low', 'pump.fault', 'power.lost', 'fire.signal', 'access.forced', 'access.door-open',
  'parking.fault', 'perimeter.breach', 'littering', 'lighting.fault', 'water.leak', 'gas.leak', 'weather.typhoon', 'device.silent',
  'shift.untaken',
] as const

export const AlarmKind = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/).max(60)

export const Alarm = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  building: Id.nullable(),
  device: Id.nullable(),
  deviceName: Bilingual.nullable(),
  kind: AlarmKind,
  severity: z.enum(severities),
  state: z.enum(alarmStates),
  text: z.string(),
  point: LonLat.nullable(),
  /** When this room first received it; clocks and promises count from here, never from the device's own clock. */
  raisedAt: Instant,
  /** What the device said; may be wrong by years. */
  deviceAt: Instant.nullable(),
  acknowledgedAt: Instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  clearedAt: Instant.nullable(),
  /** Times raised while it stood. */
  count: z.int().min(1),
  order: Id.nullable(),
  mode: z.string(),
})
export type Alarm = z.infer<typeof Alarm>

export const isStanding = (alarm: Pick<Alarm, 'state'>): boolean => alarm.state !== 'normal'

export const AcknowledgeAlarm = z.strictObject({ version: z.int().min(1), note: Typed(400).default('') })
