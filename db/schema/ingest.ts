import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { doors } from '#shared/doors.ts'
import { instant } from './columns.ts'

/** When each door last heard something for each community. */
export const feeds = pgTable(
  'feed',
  { community: uuid('community_id').notNull(), door: text('door', { enum: doors }).notNull(), at: instant('at').notNull() },
  (t) => [primaryKey({ columns: [t.community, t.door] })],
)

/** What came through a door and could not be read, with the reason. */
export const quarantine = pgTable(
  'quarantine',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    door: text('door').notNull(),
    key: uuid('key_id').notNull(),
    reason: jsonb('reason').notNull(),
    body: text('body').notNull(),
  },
  (t) => [index('quarantine_at').on(t.at)],
)
