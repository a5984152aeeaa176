import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { alarmStates, severities } from '#shared/alarms.ts'
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
  },
  (t) => [
    // One standing alarm per device (or community) and kind: what repeats is counted, not listed again.
    uniqueIndex('alarm_standing')
      .on(t.community, sql`coalesce(device_id, community_id)`, t.kind, t.mode)
      .where(sql`state <> 'normal'`),
    index('alarm_past').on(t.community, t.raisedAt),
  ],
)
