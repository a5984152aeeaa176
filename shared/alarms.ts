import { z } from 'zod'
import { ties } from './devices.ts'
import { real } from './modes.ts'
import { LonLat } from './geo.ts'
import { Bilingual, GivenInstant, Id, Instant, Typed } from './text.ts'

/** Most urgent first. */
export const severities = ['critical', 'major', 'minor', 'notice'] as const
export type Severity = (typeof severities)[number]

/**
 * ISA-18.2 states. `returned`: gone, but nobody has said that they saw it. `latched`: gone and seen, but its kind waits to be reset
 * by hand. `shelved`: put aside by people until a time. `suppressed`: by design, because its cause is known. `out-of-service`:
 * because of maintenance. In the last three it is measured on, unheard.
 */
export const alarmStates = ['unacknowledged', 'acknowledged', 'returned', 'latched', 'shelved', 'suppressed', 'out-of-service', 'normal'] as const
export type AlarmState = (typeof alarmStates)[number]
export const alarmMoves = ['raise', 'worsen', 'clear', 'acknowledge', 'reset', 'shelve', 'suppress', 'remove', 'release'] as const
export type AlarmMove = (typeof alarmMoves)[number]

/** Where a move leads: always the same, or by whether the condition holds after it, and where it does not, whether its kind latches. */
type Cell = AlarmState | { active?: AlarmState; gone: AlarmState; latching?: AlarmState }

const shelve = { shelve: 'shelved', remove: 'out-of-service' } as const
const back: Cell = { active: 'unacknowledged', gone: 'normal', latching: 'returned' }

/**
 * The state each move leads to; a pair that is missing is an illegal move. `worsen`: raised worse than it ever was since it began, which
 * nobody has seen, nor put aside.
 */
export const alarmTransitions = {
  normal: { raise: 'unacknowledged', worsen: 'unacknowledged' },
  unacknowledged: { raise: 'unacknowledged', worsen: 'unacknowledged', clear: 'returned', acknowledge: 'acknowledged', suppress: 'suppressed', ...shelve },
  acknowledged: { raise: 'acknowledged', worsen: 'unacknowledged', clear: { gone: 'normal', latching: 'latched' }, suppress: 'suppressed', ...shelve },
  returned: { raise: 'unacknowledged', worsen: 'unacknowledged', acknowledge: { gone: 'normal', latching: 'latched' }, suppress: 'suppressed', ...shelve },
  latched: { raise: 'unacknowledged', worsen: 'unacknowledged', reset: 'normal', ...shelve },
  shelved: { raise: 'shelved', worsen: 'unacknowledged', clear: 'shelved', shelve: 'shelved', remove: 'out-of-service', release: back },
  suppressed: { raise: 'suppressed', worsen: 'suppressed', clear: 'suppressed', release: back, ...shelve },
  'out-of-service': { raise: 'out-of-service', worsen: 'out-of-service', clear: 'out-of-service', release: back },
} as const satisfies Record<AlarmState, Partial<Record<AlarmMove, Cell>>>

/** `active`: whether the condition holds after the move. Null where the move is illegal. */
export function alarmAfter(state: AlarmState, move: AlarmMove, { active, latching }: { active: boolean; latching: boolean }): AlarmState | null {
  const moves: Partial<Record<AlarmMove, Cell>> = alarmTransitions[state]
  const cell = moves[move]
  if (cell === undefined || typeof cell === 'string') return cell ?? null
  if (active) return cell.active ?? cell.gone
  return latching ? (cell.latching ?? cell.gone) : cell.gone
}

/** Kinds that have words in both languages; a door may send others, which show their own text. */
export const knownAlarmKinds = [
  'lift.trapped', 'lift.fault', 'pump.pressure-low', 'pump.fault', 'power.lost', 'power.overload', 'fire.signal', 'fire.fault', 'access.forced', 'access.door-open',
  'parking.fault', 'perimeter.breach', 'littering', 'lighting.fault', 'water.leak', 'water.level', 'gas.leak', 'room.temperature', 'network.lost',
  'weather.typhoon', 'weather.rain', 'weather.snow', 'weather.heat', 'weather.wind', 'weather.thunder', 'weather.other', 'public.warning',
  'device.silent', 'gateway.silent', 'feed.silent', 'shift.untaken', 'station.deaf', 'path.broken',
] as const

export const AlarmKind = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/).max(60)

/** What the law and the field demand of an answer, counted from when the room received the alarm: seen by somebody, begun, on site. */
export const alarmClockKinds = ['answer', 'start', 'arrive'] as const
export type AlarmClockKind = (typeof alarmClockKinds)[number]
export const AlarmClock = z.strictObject({ kind: z.enum(alarmClockKinds), by: Instant, kept: Instant.nullable(), late: z.boolean() })
export type AlarmClock = z.infer<typeof AlarmClock>

/** Who is told of an alarm that nobody answers, one after the other; the room hears at once. */
export const alarmChain = ['room', 'butler', 'duty-manager', 'regional-head'] as const

const By = z.strictObject({ id: z.string(), name: z.string(), at: Instant })
export type By = z.infer<typeof By>

/** `origin`: put aside by hand, or held down because it chatters. */
export const Shelving = z.strictObject({ until: Instant, reason: z.string(), by: By, /** Who agreed, where it takes two. */ agreed: By.nullable() })
export type Shelving = z.infer<typeof Shelving>

/** Why it is suppressed: the alarm of what it hangs on, and how it hangs there. */
export const Cause = z.strictObject({ alarm: Id, tie: z.enum(ties), name: Bilingual.nullable() })
export type Cause = z.infer<typeof Cause>

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
  /** `real`, the id of a drill, or `probe` for the installation's test of its own path. */
  mode: z.string(),

  // What only some alarms have. Left out of facts where there is none; facts of before had none of it.
  /** What keeps alarms of one kind apart where no device does: a label set's fingerprint, a warning's identifier. */
  subject: z.string().nullish(),
  /** Whether the condition holds; left out where the state says it. */
  active: z.boolean().nullish(),
  lifeSafety: z.boolean().nullish(),
  latching: z.boolean().nullish(),
  /** The response row that it follows. */
  response: Id.nullish(),
  clocks: z.array(AlarmClock).nullish(),
  /** How far up it has gone unanswered: index into `alarmChain`. */
  escalation: z.int().min(0).max(3).nullish(),
  /** Who acts on it. Having seen it is another thing. */
  owner: By.nullish(),
  /** The worst that it was said to be since it began, where it is less now. */
  peak: z.enum(severities).nullish(),
  /** When it was last raised again. */
  repeatedAt: Instant.nullish(),
  /** The last times it was raised, newest last; no more than it takes to know chattering. */
  cycles: z.array(Instant).nullish(),
  /** Since when it chatters: its coming and going is counted, and changes nothing until it keeps still. */
  chatteringSince: Instant.nullish(),
  /** How often it went again within seconds. */
  fleeting: z.int().nullish(),
  /** How often it was found chattering, shelved and suppressed: what it is now does not tell. */
  tally: z.strictObject({ chattered: z.int(), shelved: z.int(), suppressed: z.int() }).nullish(),
  /** By how many seconds the device's clock is ahead (or, below zero, behind, or the message late), where it is far off. */
  skew: z.int().nullish(),
  shelving: Shelving.nullish(),
  /** Shelving that one person wants and a second has to agree to. */
  shelvingAsked: Shelving.omit({ agreed: true }).extend({ /** Of the alarm that first said so: who agrees has seen this wish, not one before it. */ version: z.int() }).nullish(),
  cause: Cause.nullish(),
  /** The maintenance window it fell into. */
  window: Id.nullish(),
  /** The public warning it carries. */
  warning: Id.nullish(),
  /** Its sender meant it as a test: shown and marked, neither heard nor answered for. */
  exercise: z.enum(['test', 'exercise']).nullish(),
  /** What the mover of this version said. */
  step: z.strictObject({ note: z.string(), reason: z.string() }).nullish(),
})
export type Alarm = z.infer<typeof Alarm>

/** Fields that are left out of facts and pictures where they hold nothing. */
export const optionalAlarmFields = [
  'subject', 'active', 'lifeSafety', 'latching', 'response', 'clocks', 'escalation', 'owner', 'peak', 'repeatedAt', 'cycles', 'chatteringSince', 'fleeting', 'tally', 'skew', 'shelving',
  'shelvingAsked', 'cause', 'window', 'warning', 'exercise', 'step',
] as const satisfies (keyof Alarm)[]

/** The mode of the installation's own test alarms: no screen shows them and nothing counts them. */
export const probe = 'probe'

export const isStanding = (alarm: Pick<Alarm, 'state'>): boolean => alarm.state !== 'normal'

/** States in which an alarm is measured but neither listed nor heard. */
export const asideStates = ['shelved', 'suppressed', 'out-of-service'] as const satisfies AlarmState[]
export const isAside = ({ state }: Pick<Alarm, 'state'>): boolean => (asideStates as readonly AlarmState[]).includes(state)

/** Nobody has said that they saw it. */
export const needsAnswer = ({ state }: Pick<Alarm, 'state'>): boolean => state === 'unacknowledged' || state === 'returned'

/** What is rehearsed, or its sender's test, is not meant. */
export const isMeant = ({ mode, exercise }: Pick<Alarm, 'mode' | 'exercise'>): boolean => mode === real && !exercise

/** Somebody may die of it. */
export const isSafety = (alarm: Pick<Alarm, 'lifeSafety' | 'mode' | 'exercise'>): boolean => alarm.lifeSafety === true && isMeant(alarm)

/** Whether what it tells of holds now. */
export const isActive = ({ state, active }: Pick<Alarm, 'state' | 'active'>): boolean => active ?? (state === 'unacknowledged' || state === 'acknowledged')

/** Raised so often in this time it chatters; quiet for as long it no longer does (ISA-18.2). */
export const chattering = { cycles: 3, milliseconds: 60_000 } as const
/** What goes again this soon is fleeting. */
export const fleetingFor = 10_000
/** A device's clock this far ahead, or behind, is told. Milliseconds. */
export const skewTold = { ahead: 120_000, behind: 600_000 } as const
/** How long an alarm may be shelved at once, hours. */
export const longestShelving = 24
/** How long a wish to shelve life safety waits for the second person, milliseconds. */
export const agreeWithin = 15 * 60_000

const version = z.int().min(1)
const Reason = Typed(400).min(1)
export const AcknowledgeAlarm = z.strictObject({ version, note: Typed(400).default('') })
export const OwnAlarm = z.strictObject({ version, note: Typed(400).default('') })
export const CommentAlarm = z.strictObject({ version, note: Typed(2000).min(1) })
/** Of life safety it is only asked for: a second person agrees by `alarm.agree-shelving`. */
export const ShelveAlarm = z.strictObject({ version, until: GivenInstant, reason: Reason })
export const AgreeShelving = z.strictObject({ version })
export const UnshelveAlarm = z.strictObject({ version, reason: Typed(400).default('') })
export const ResetAlarm = z.strictObject({ version, note: Typed(400).default('') })

export const bulkMoves = ['acknowledge', 'shelve', 'unshelve', 'comment'] as const
/** The same for many, with one reason. What changed meanwhile, or may not, is left as it is and named in the reply. */
export const BulkAlarms = z.strictObject({ alarms: z.array(z.strictObject({ id: Id, version })).min(1).max(500), move: z.enum(bulkMoves), until: GivenInstant.nullish(), reason: Reason })
  .refine(({ move, until }) => (move === 'shelve') === Boolean(until), { path: ['until'] })
/** The body of the reply to `alarm.bulk`. */
export type BulkOutcome = { id: string; version: number; done: string[]; left: { id: string; fault: string }[] }

/** `text`: part of a kind, a device's name or code, or a text. `before`: where the next page begins. Without states: what stands. */
export const AlarmAsk = z.strictObject({
  communities: z.array(Id).max(3000).default([]),
  building: Id.nullish(),
  device: Id.nullish(),
  states: z.array(z.enum(alarmStates)).max(alarmStates.length).default([]),
  severities: z.array(z.enum(severities)).max(severities.length).default([]),
  kind: AlarmKind.nullish(),
  text: Typed(120).default(''),
  from: GivenInstant.nullish(),
  to: GivenInstant.nullish(),
  order: z.enum(['urgency', 'newest']).default('urgency'),
  before: z.strictObject({ rank: z.int(), at: Instant, id: Id }).nullish(),
  limit: z.int().min(1).max(200).default(100),
})
export type AlarmAsk = z.infer<typeof AlarmAsk>
