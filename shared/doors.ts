import { z } from 'zod'
import { AlarmKind, severities } from './alarms.ts'
import { LonLat } from './geo.ts'
import { categories, priorities } from './orders.ts'
import { doorAddresses } from './paths.ts'
import { GivenInstant, Id, Instant, Typed } from './text.ts'

/** Doors for JSON messages of our own. Names in them are the operator's own codes. */
export const messageDoors = ['requests', 'alarms', 'positions'] as const
export type MessageDoor = (typeof messageDoors)[number]
/**
 * The doors that machines use, each guarded by a key: `Authorization: Bearer wf_…`. `telemetry`: values of devices, by MQTT or HTTP in the
 * formats of ThingsBoard; `alertmanager`: the webhook of Prometheus, which Grafana sends too; `cap`: public warnings.
 */
export const doors = [...messageDoors, 'telemetry', 'alertmanager', 'cap'] as const
export type Door = (typeof doors)[number]

const Code = Typed(120).min(1)

/** A resident's request. The same `id` again is the same request. */
export const DoorRequest = z.strictObject({
  id: Id,
  community: Code,
  building: Code.nullish(),
  place: Typed(120).default(''),
  point: LonLat.nullish(),
  category: z.enum(categories),
  priority: z.enum(priorities).default('normal'),
  title: Typed(120).min(1),
  description: Typed(4000).default(''),
  reporter: Typed(60).nullish(),
  phone: Typed(30).nullish(),
})
export type DoorRequest = z.infer<typeof DoorRequest>

/** A change of one alarm of one device; `device` may be left out for an alarm of the whole community. */
export const DoorAlarm = z.strictObject({
  id: Id,
  community: Code,
  device: Code.nullish(),
  kind: AlarmKind,
  severity: z.enum(severities),
  change: z.enum(['raised', 'cleared']),
  /** Keeps apart what is of one kind and no device. */
  subject: Typed(120).nullish(),
  text: Typed(400).default(''),
  /** However wrong: no alarm is refused for its clock. */
  at: Instant.nullish(),
})
export type DoorAlarm = z.infer<typeof DoorAlarm>

export const DoorPosition = z.strictObject({
  /** Staff number. */
  person: Code,
  point: LonLat,
  accuracy: z.number().min(0).max(100_000).nullish(),
  battery: z.number().min(0).max(100).nullish(),
  at: GivenInstant.nullish(),
})
export type DoorPosition = z.infer<typeof DoorPosition>

/** Each door takes one message or up to `most` in an array, and answers each in its place. */
export const most = 1000
const oneOrMore = <T extends z.ZodType>(message: T) => z.union([message, z.array(message).min(1).max(most)])

export const doorPaths = {
  requests: { path: doorAddresses.requests, message: DoorRequest, body: oneOrMore(DoorRequest) },
  alarms: { path: doorAddresses.alarms, message: DoorAlarm, body: oneOrMore(DoorAlarm) },
  positions: { path: doorAddresses.positions, message: DoorPosition, body: oneOrMore(DoorPosition) },
} as const

/** The answer to one message: taken with the cursor at which screens show it, or refused and why. 202 where all were taken, 207 where some were not. */
export type DoorAnswer =
  | { ok: true; id: string | null; cursor: number | null }
  | { ok: false; id: string | null; fault: string; errors: { field: string; message: string }[] }
/** `warnings`: what was taken all the same and should be put right, such as a sender's clock. */
export type DoorReply = { answers: DoorAnswer[]; warnings?: { field: string; message: string }[] }
