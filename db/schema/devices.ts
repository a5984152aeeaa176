import { index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { deviceKinds, deviceStates } from '#shared/devices.ts'
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
  },
  (t) => [unique('device_code').on(t.community, t.code), index('device_by_building').on(t.building)],
)
