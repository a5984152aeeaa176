import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { alarmStates, severities, type Alarm } from '#shared/alarms.ts'
import type { LonLat } from '#shared/geo.ts'
import type { Bilingual } from '#shared/text.ts'
import { id, instant, version } from './columns.ts'
import { devices } from './devices.ts'
import { buildings, communities } from './sites.ts'

export const alarms = pgTable(
  'alarm',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    building: uuid('building_id').references(() => buildings.id),
    device: uuid('device_id').references(() => devices.id),
    deviceName: jsonb('device_name').$type<Bilingual>(),
    kind: text('kind').notNull(),
    severity: text('severity', { enum: severities }).notNull(),
    state: text('state', { enum: alarmStates }).notNull(),
    text: text('text').notNull(),
    point: jsonb('point').$type<LonLat>(),
    raisedAt: instant('raised_at').notNull(),
    deviceAt: instant('device_at'),
    acknowledgedAt: instant('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
    clearedAt: instant('cleared_at'),
    count: integer('count').notNull(),
    order: uuid('order_id'),
    mode: text('mode').notNull(),
    subject: text('subject'),
    active: boolean('active'),
    lifeSafety: boolean('life_safety'),
    latching: boolean('latching'),
    response: uuid('response_id'),
    clocks: jsonb('clocks').$type<Alarm['clocks']>(),
    escalation: integer('escalation'),
    owner: jsonb('owner').$type<Alarm['owner']>(),
    peak: text('peak', { enum: severities }),
    repeatedAt: instant('repeated_at'),
    cycles: jsonb('cycles').$type<Alarm['cycles']>(),
    chatteringSince: instant('chattering_since'),
    fleeting: integer('fleeting'),
    tally: jsonb('tally').$type<Alarm['tally']>(),
    skew: integer('skew'),
    shelving: jsonb('shelving').$type<Alarm['shelving']>(),
    shelvingAsked: jsonb('shelving_asked').$type<Alarm['shelvingAsked']>(),
    cause: jsonb('cause').$type<Alarm['cause']>(),
    window: uuid('window_id'),
    warning: uuid('warning_id'),
    exercise: text('exercise', { enum: ['test', 'exercise'] }),
    step: jsonb('step').$type<Alarm['step']>(),
  },
  (t) => [
    // One standing alarm per device (or community), kind and subject: what repeats is counted, not listed again.
    uniqueIndex('alarm_standing')
      .on(t.community, sql`coalesce(device_id, community_id)`, t.kind, sql`coalesce(subject, '')`, t.mode)
      .where(sql`state <> 'normal'`),
    index('alarm_past').on(t.community, t.raisedAt),
    // All that ever was, from the newest.
    index('alarm_newest').on(t.raisedAt, t.id),
    // What went a moment ago and comes back is the same alarm.
    index('alarm_gone').on(t.community, sql`coalesce(device_id, community_id)`, t.kind, t.clearedAt).where(sql`state = 'normal'`),
    index('alarm_of_device').on(t.device, t.raisedAt),
    // What is folded away under its cause.
    index('alarm_folded').on(sql`(cause->>'alarm')`).where(sql`state = 'suppressed'`),
  ],
)

/** What a chattering alarm has counted since it was last told of: written without a fact for each. */
export const alarmChatter = pgTable('alarm_chatter', {
  /** The alarm's. */
  id: id(),
  version: version(),
  /** Times raised. */
  count: integer('count').notNull(),
  active: boolean('active').notNull(),
  /** When it last came back. */
  at: instant('at').notNull(),
})
