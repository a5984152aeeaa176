import { sql } from 'drizzle-orm'
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { windowStates } from '#shared/windows.ts'
import { id, instant, version } from './columns.ts'
import { communities } from './sites.ts'

export const windows = pgTable(
  'maintenance_window',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    building: uuid('building_id'),
    devices: uuid('device_ids').array().notNull(),
    from: instant('from').notNull(),
    until: instant('until').notNull(),
    reason: text('reason').notNull(),
    by: text('by').notNull(),
    state: text('state', { enum: windowStates }).notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [index('maintenance_window_running').on(t.community).where(sql`state = 'running'`), index('maintenance_window_from').on(t.community, t.from)],
)
