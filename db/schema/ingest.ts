import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { doors } from '#shared/doors.ts'
import { quarantineStates } from '#shared/quarantine.ts'
import { id, instant, version } from './columns.ts'

/** When each door last heard something for each community. */
export const feeds = pgTable(
  'feed',
  { community: uuid('community_id').notNull(), door: text('door', { enum: doors }).notNull(), at: instant('at').notNull() },
  (t) => [primaryKey({ columns: [t.community, t.door] })],
)

/** Communities whose feeds have limits of their own. */
export const feedLimits = pgTable(
  'feed_limit',
  { id: id(), version: version(), community: uuid('community_id').notNull(), door: text('door', { enum: doors }).notNull(), seconds: integer('seconds') },
  (t) => [unique('feed_limit_once').on(t.community, t.door)],
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
    id: uuid('id').notNull().defaultRandom().unique(),
    version: integer('version').notNull().default(1),
    community: uuid('community_id'),
    state: text('state', { enum: quarantineStates }).notNull().default('kept'),
  },
  (t) => [index('quarantine_at').on(t.at), index('quarantine_kept').on(t.community).where(sql`state = 'kept'`)],
)
