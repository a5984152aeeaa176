import { z } from 'zod'
import { LonLat } from './geo.ts'
import { Bilingual, GivenDay, GivenInstant, Id, Instant, Typed, TypedBilingual } from './text.ts'

export const deviceKinds = [
  'lift', 'pump', 'power', 'fire-panel', 'access', 'parking-gate', 'perimeter', 'littering-camera', 'lighting', 'water-leak', 'gas',
  'gateway', 'controller', 'network', 'sensor',
] as const
export type DeviceKind = (typeof deviceKinds)[number]
/** The worst of what is known: being worked on, unheard for too long, faulty by an alarm that stands, else online. */
export const deviceStates = ['online', 'silent', 'faulty', 'maintenance'] as const
export type DeviceState = (typeof deviceStates)[number]

/** How one device hangs on another: where its power comes from, its network, what controls it, what speaks for it. */
export const ties = ['power', 'network', 'controller', 'gateway'] as const
export type Tie = (typeof ties)[number]

/** What a kind can be told about: numbers with their unit, days, or words. Words for the keys are in the client. */
type AttributeForm = { type: 'text' } | { type: 'day' } | { type: 'number'; unit: string | null; min: number; max: number }
const number = (unit: string | null, min: number, max: number): AttributeForm => ({ type: 'number', unit, min, max })
const text: AttributeForm = { type: 'text' }
const day: AttributeForm = { type: 'day' }
const made = { maker: text, model: text, installedOn: day } as const

export const deviceAttributes: Record<DeviceKind, Readonly<Record<string, AttributeForm>>> = {
  lift: { ...made, registration: text, capacity: number('kg', 100, 10_000), floors: number(null, 2, 200), speed: number('m/s', 0.1, 20), inspectedUntil: day },
  pump: { ...made, flow: number('m³/h', 0.1, 10_000), head: number('m', 1, 1_000), ratedPower: number('kW', 0.1, 10_000) },
  power: { ...made, ratedPower: number('kVA', 1, 100_000), voltage: number('V', 12, 500_000) },
  'fire-panel': { ...made, loops: number(null, 1, 1_000), inspectedUntil: day },
  access: { ...made, doors: number(null, 1, 100) },
  'parking-gate': { ...made, lanes: number(null, 1, 100) },
  perimeter: { ...made, length: number('m', 1, 100_000) },
  'littering-camera': { ...made, floors: number(null, 1, 200) },
  lighting: { ...made, lamps: number(null, 1, 10_000), ratedPower: number('kW', 0.01, 10_000) },
  'water-leak': { ...made },
  gas: { ...made, lowAlarm: number('%LEL', 1, 100), inspectedUntil: day },
  gateway: { ...made, firmware: text, address: text },
  controller: { ...made, firmware: text, points: number(null, 1, 100_000) },
  network: { ...made, ports: number(null, 1, 10_000), address: text },
  sensor: { ...made, measures: text },
}

/** Units of the keys that devices usually send; what is not named here is shown as it came. */
export const valueUnits: Readonly<Record<string, string>> = {
  temperature: '°C', humidity: '%', pressure: 'MPa', level: '%', flow: 'm³/h', current: 'A', voltage: 'V', power: 'kW', energy: 'kWh', vibration: 'mm/s',
  speed: 'm/s', concentration: '%LEL', battery: '%', signal: 'dBm', runningHours: 'h', load: '%', trips: '',
}

/** `late`: it came long after it was measured. `clock`: its time could not be, so it has the time it came. `suspect`: not a value of before's kind. */
export const qualities = ['good', 'late', 'clock', 'suspect'] as const
export type Quality = (typeof qualities)[number]
export const Scalar = z.union([z.number(), z.boolean(), z.string().max(400)])
export type Scalar = z.infer<typeof Scalar>
export const DeviceValue = z.strictObject({ key: z.string(), value: Scalar, unit: z.string().nullable(), quality: z.enum(qualities), at: Instant, receivedAt: Instant })
export type DeviceValue = z.infer<typeof DeviceValue>

/** What may be done to a device from the room, where its row allows it. */
export const deviceActions = ['release', 'stop', 'restart'] as const
export type DeviceAction = (typeof deviceActions)[number]

export const Device = z.strictObject({
  id: Id,
  version: z.int(),
  community: Id,
  building: Id.nullable(),
  kind: z.enum(deviceKinds),
  /** Unique in the community; doors name a device by it. */
  code: z.string().min(1).max(120),
  name: Bilingual,
  point: LonLat.nullable(),
  state: z.enum(deviceStates),
  /** When its state last changed by what was heard; its values know when each was last heard. */
  seenAt: Instant.nullable(),

  // Facts of before had none of what follows.
  unit: z.string().nullish(),
  floor: z.string().nullish(),
  room: z.string().nullish(),
  /** Devices that it hangs on. */
  power: Id.nullish(),
  network: Id.nullish(),
  controller: Id.nullish(),
  gateway: Id.nullish(),
  serial: z.string().nullish(),
  attributes: z.record(z.string(), z.union([z.string(), z.number()])).nullish(),
  /** Seconds without a word after which it is silent; null: it is not expected to speak by itself. */
  silentAfter: z.int().min(5).max(31_536_000).nullish(),
  actions: z.array(z.enum(deviceActions)).nullish(),
  /** Where its camera is looked at. */
  camera: z.string().nullish(),
  serviceDays: z.int().nullish(),
  serviceHours: z.int().nullish(),
  servicedAt: Instant.nullish(),
  /** What its `runningHours` said when it was last serviced. */
  servicedHours: z.number().nullish(),
  removedAt: Instant.nullish(),
})
export type Device = z.infer<typeof Device>

const Place = Typed(40).nullish()
const about = {
  building: Id.nullish(),
  kind: z.enum(deviceKinds),
  code: Typed(120).min(1),
  name: TypedBilingual,
  point: LonLat.nullish(),
  unit: Place, floor: Place, room: Place,
  power: Id.nullish(), network: Id.nullish(), controller: Id.nullish(), gateway: Id.nullish(),
  serial: Typed(120).nullish(),
  attributes: z.record(Typed(40).min(1), z.union([Typed(200), z.number()])).default({}),
  silentAfter: z.int().min(5).max(31_536_000).nullish(),
  actions: z.array(z.enum(deviceActions)).max(deviceActions.length).default([]),
  /** Without a password in it: whoever sees the device sees this. */
  camera: z.url({ protocol: /^(https?|rtsp)$/ }).max(400).refine((address) => !/^\w+:\/\/[^/]*@/.test(address)).nullish(),
  serviceDays: z.int().min(1).max(3_650).nullish(),
  serviceHours: z.int().min(1).max(1_000_000).nullish(),
}
export const ConnectDevice = z.strictObject({ community: Id, ...about })
export const ChangeDevice = z.strictObject({ version: z.int().min(1), ...about })
export const RemoveDevice = z.strictObject({ version: z.int().min(1), reason: Typed(400).min(1) })
/** It was serviced; `at`: when, if not now. */
export const ServiceDevice = z.strictObject({ version: z.int().min(1), at: GivenInstant.nullish(), note: Typed(400).default('') })
/** A table with headings (docs/operating.md names them); devices are known by their code, what they hang on by its code. */
export const ImportDevices = z.strictObject({ community: Id, text: z.string().min(1).max(5_000_000) })

export const DeviceAsk = z.strictObject({
  communities: z.array(Id).max(3000).default([]),
  building: Id.nullish(),
  kinds: z.array(z.enum(deviceKinds)).max(deviceKinds.length).default([]),
  states: z.array(z.enum(deviceStates)).max(deviceStates.length).default([]),
  text: Typed(120).default(''),
  after: z.strictObject({ state: z.enum(deviceStates), code: z.string().max(120), id: Id }).nullish(),
  limit: z.int().min(1).max(200).default(100),
})
export type DeviceAsk = z.infer<typeof DeviceAsk>

/** One point of a chart: of `at` and the time up to the next point. Where it is no number, `last` only. */
export const HistoryPoint = z.strictObject({ at: Instant, least: z.number().nullable(), most: z.number().nullable(), mean: z.number().nullable(), last: Scalar, count: z.int() })
export const HistoryAsk = z.strictObject({ key: z.string().min(1).max(60), from: GivenInstant, to: GivenInstant })

/** When it is to be serviced next, and why then: by the days, or by the hours it ran. */
export const NextService = z.strictObject({ day: GivenDay, by: z.enum(['days', 'hours', 'plan']) })
