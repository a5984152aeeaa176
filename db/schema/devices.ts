import { sql } from 'drizzle-orm'
import { doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { deviceKinds, deviceStates, qualities, type DeviceAction, type Scalar } from '#shared/devices.ts'
import type { LonLat } from '#shared/geo.ts'
import { id, instant, name, version } from './columns.ts'
import { buildings, communities } from './sites.ts'

export const devices = pgTable(
  'device',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    building: uuid('building_id').references(() => buildings.id),
    kind: text('kind', { enum: deviceKinds }).notNull(),
    code: text('code').notNull(),
    name: name(),
    point: jsonb('point').$type<LonLat>(),
    state: text('state', { enum: deviceStates }).notNull(),
    seenAt: instant('seen_at'),
    unit: text('unit'),
    floor: text('floor'),
    room: text('room'),
    power: uuid('power_id'),
    network: uuid('network_id'),
    controller: uuid('controller_id'),
    gateway: uuid('gateway_id'),
    serial: text('serial'),
    attributes: jsonb('attributes').$type<Record<string, string | number>>(),
    silentAfter: integer('silent_after'),
    actions: text('actions').array().$type<DeviceAction[]>(),
    camera: text('camera'),
    serviceDays: integer('service_days'),
    serviceHours: integer('service_hours'),
    servicedAt: instant('serviced_at'),
    servicedHours: doublePrecision('serviced_hours'),
    removedAt: instant('removed_at'),
  },
  (t) => [
    unique('device_code').on(t.community, t.code),
    index('device_by_building').on(t.building),
    // How many there are of each. 0041 adds what the list is found and ordered by, which rows of the journal do not carry.
    index('device_counts').on(t.community, t.state, t.kind).where(sql`removed_at is null`),
    // What hangs on it.
    index('device_by_power').on(t.power).where(sql`power_id is not null`),
    index('device_by_network').on(t.network).where(sql`network_id is not null`),
    index('device_by_controller').on(t.controller).where(sql`controller_id is not null`),
    index('device_by_gateway').on(t.gateway).where(sql`gateway_id is not null`),
  ],
)

/** The newest value of each key; written beside the journal, in batches. */
export const deviceValues = pgTable(
  'device_value',
  {
    device: uuid('device_id').notNull(),
    key: text('key').notNull(),
    value: jsonb('value').$type<Scalar>().notNull(),
    unit: text('unit'),
    quality: text('quality', { enum: qualities }).notNull(),
    at: instant('at').notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.device, t.key] })],
)

/** When each device was last heard, by whatever door; written beside the journal. */
export const deviceHeard = pgTable(
  'device_heard',
  // No index on what changes every second: each of its updates would be written to both.
  { device: uuid('device_id').primaryKey(), at: instant('at').notNull() },
)

/** Values as they came: partitioned by day of `at`. */
export const readings = pgTable(
  'reading',
  {
    device: uuid('device_id').notNull(),
    key: text('key').notNull(),
    at: instant('at').notNull(),
    value: jsonb('value').$type<Scalar>().notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.device, t.key, t.at] })],
)
