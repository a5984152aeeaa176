import type { CommandName, CommandRequest } from '#shared/commands.ts'
import type { Alarm, Severity } from '#shared/alarms.ts'
import type { Scalar } from '#shared/devices.ts'
import type { Door, DoorAlarm, DoorAnswer, DoorPosition, DoorRequest, MessageDoor } from '#shared/doors.ts'
import type { DeviceAction } from '#shared/devices.ts'
import type { Actor, Fact } from '#shared/facts.ts'
import type { LonLat } from '#shared/geo.ts'
import type { Category, Facility, Order, OrderSource, Priority } from '#shared/orders.ts'
import type { Photo } from '#shared/photos.ts'
import type { QueryName, QueryReply, queries } from '#shared/queries.ts'
import type { Language } from '#shared/text.ts'
import type { z } from 'zod'
import type { Caller } from '../identity/caller.ts'
import type { Told, Work } from '../journal/change.ts'
import type { Parts } from '../parts.ts'
import type { FieldError } from '../refusal.ts'

/** One request of one person. `id` is the `:id` of the path, or a fresh id for what the command makes. `language`: the reader's, Chinese where it is not known. */
export type Call<N extends CommandName> = { id: string; request: CommandRequest<N>; caller: Caller; now: number; language?: Language }

/**
 * Reads, allows, decides. It does not write: the work it returns is committed for it, and it is called again
 * on fresh state when somebody else was faster. Throws `Refusal`. The work's reply is `{ fact, body }`.
 */
export type CommandHandler<N extends CommandName> = (parts: Parts, call: Call<N>) => Promise<Told>
export type CommandHandlers<N extends CommandName = CommandName> = { [K in N]: CommandHandler<K> }

type BodyOf<N extends QueryName> = (typeof queries)[N] extends { body: infer B extends z.ZodType } ? z.infer<B> : undefined

/**
 * One question of one person. `session`: the sign-in it came by. `tell` must be called by a handler of a query that is `logged`,
 * once the caller's right is clear: of which community (null: of the company) and what was looked at, without personal data.
 */
export type Ask<N extends QueryName> = {
  id: string
  params: z.infer<(typeof queries)[N]['params']>
  body: BodyOf<N>
  caller: Caller
  session: string
  /** In which lines of a preview are worded. */
  language: Language
  now: number
  tell: (community: string | null, detail?: Record<string, unknown>) => void
}
export type QueryHandler<N extends QueryName> = (parts: Parts, ask: Ask<N>) => Promise<QueryReply<N>>
export type QueryHandlers<N extends QueryName = QueryName> = { [K in N]: QueryHandler<K> }

/**
 * A key that has been checked: `community` is null where it opens doors for the whole company, `device` where it is of no single one.
 * `mode`: of what comes by it, where that is not real.
 */
export type KeyHolder = { id: string; name: string; community: string | null; device?: string | null; doors: Door[]; mode?: string }

export type DoorMessages = { requests: DoorRequest; alarms: DoorAlarm; positions: DoorPosition }
/** Takes messages that have the right shape, commits them, and answers each in its place. */
export type DoorHandler<D extends MessageDoor> = (parts: Parts, messages: DoorMessages[D][], from: KeyHolder) => Promise<Answered[]>
/** A `DoorAnswer` before it is known who reads it. */
export type Answered = Extract<DoorAnswer, { ok: true }> | (Omit<Extract<DoorAnswer, { ok: false }>, 'errors'> & { errors: FieldError[] })
export type DoorHandlers = { [D in MessageDoor]: DoorHandler<D> }

/**
 * What is said of an alarm by a door that is not JSON of our own, or by the system itself; ids of community and device were looked up.
 * `id` makes the message: the same again does nothing. `mode`: real unless it is the installation's own test.
 */
export type AlarmSaid = {
  id: string
  community: string
  device: string | null
  kind: string
  severity: Severity
  change: 'raised' | 'cleared'
  subject?: string | null
  text: string
  at: string | null
} & Partial<Pick<Alarm, 'warning' | 'exercise' | 'mode'>>
/**
 * Takes what is said of alarms, each alarm's in the order given, and answers each in its place after its commit. Handed by the
 * composition to whoever raises alarms; throws `Unanswered`.
 */
export type SayAlarms = (parts: Parts, said: readonly AlarmSaid[], by: Actor) => Promise<Answered[]>

/** Values of one device at one time, as they came; `at`: epoch milliseconds by the device's clock, null: when it came. */
export type Reading = { device: string; community: string; at: number | null; values: Record<string, unknown> }
/**
 * Stores values, judges them by the rules and raises what follows, all before it returns: then it may be acknowledged. Values that are
 * no scalars come back by their place and key. Throws `Unanswered`.
 */
export type TakeReadings = (parts: Parts, readings: readonly Reading[], by: Actor) => Promise<{ place: number; key: string }[]>

/** What a device is told, with its own code and that of its community. `number`: by which the answer names it; `expiresAt`: nothing is done later. */
export type DeviceCall = { instruction: string; number: number; device: string; code: string; community: string; communityCode: string; action: DeviceAction; expiresAt: string }
/** A way to devices, handed by the composition to whoever sends. `nobody`: no one who speaks for the device listens just now. */
export type TellDevice = (call: DeviceCall) => Promise<'told' | 'nobody'>
/** What came back by a key: for the device of this code, where one is named, in the community of that code, where one is; else for the key's own. */
export type DeviceAnswer = { from: KeyHolder; device?: string; community?: string; number: number; body: unknown }
export type HearAnswer = (parts: Parts, answer: DeviceAnswer) => Promise<void>

/** Values as they were kept; `at` and `receivedAt` in epoch milliseconds. `late`: measured so long before that it is history only. */
export type KeptReading = { device: string; community: string; at: number; receivedAt: number; late: boolean; values: [key: string, value: Scalar][] }
/** Judges values by the rules and raises what follows; resolves after the commit of that. Throws `Unanswered`. */
export type JudgeReadings = (parts: Parts, kept: readonly KeptReading[]) => Promise<void>

/** What is to be done when a timer is due; null where its reason has gone. The timer itself is dropped with the work. */
export type TimerHandler = (parts: Parts, timer: { key: string; subject: string; dueAt: string }, now: number) => Promise<Work | null>

/**
 * Something that follows from a fact in another feature. Called at least once per fact; null where nothing follows. `ahead` may look at many
 * facts at once before `react` gets each: a statement for every fact of a storm would cost more than all the rest of it.
 */
export type Reaction = { name: string; ahead?: (parts: Parts, facts: readonly Fact[]) => Promise<void>; react: (parts: Parts, fact: Fact, now: number) => Promise<Work | null> }

/** Tables made from facts. `apply` writes its tables and moves its cursor from `from` to `to` in one statement; false where another process was faster. */
export type Projection = { name: string; apply: (parts: Parts, from: number, to: number, facts: Fact[]) => Promise<boolean> }

/**
 * What somebody outside reports, by a door that is not JSON or a code that was scanned. `id` makes the order: the same again is the
 * same order. Ids of building and device were looked up by whoever took it in.
 */
export type OutsideReport = {
  id: string
  community: string
  building: string | null
  device: string | null
  place: string
  point: LonLat | null
  category: Category
  priority: Priority
  source: OrderSource
  /** What public facility it is about, where that is known. */
  facility?: Facility | null
  title: string
  description: string
  reporter: string | null
  phone: string | null
  language: Language | null
  /** Photos handed in before, by the same `by`. */
  photos: string[]
}
/** Makes an order of it, as the orders do; throws `Refusal`. Handed to the doors by the composition. */
export type TakeReport = (parts: Parts, report: OutsideReport, by: Actor) => Promise<{ order: Order; cursor: number }>

/** One more resident outside with the matter of an order that is open. `id` makes it one: the same again does nothing. Personal data. */
export type OutsideJoin = { id: string; order: string; source: OrderSource } & Pick<OutsideReport, 'place' | 'description' | 'reporter' | 'phone' | 'language'>
/** Handed to the doors by the composition, as `TakeReport` is; throws `Refusal`. */
export type TakeJoin = (parts: Parts, join: OutsideJoin, by: Actor) => Promise<void>

/**
 * Makes a photo anew from a file, without all that is not its picture, and keeps it for a day until an order names it; throws
 * `Refusal`. `by`: the id of the actor who handed it in. Handed to the doors by the composition.
 */
export type TakePhoto = (parts: Parts, file: Buffer, by: string, community: string | null) => Promise<Photo>
