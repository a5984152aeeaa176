import { date, index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** What happened, per building, category and local day of the community. */
export const heatDays = pgTable(
  'heat_day',
  {
    community: uuid('community_id').notNull(),
    building: uuid('building_id').notNull(),
    category: text('category').notNull(),
    day: date('day').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.community, t.day, t.building, t.category] })],
)

/** The same by hour, for the last 48 hours only. */
export const heatHours = pgTable(
  'heat_hour',
  {
    community: uuid('community_id').notNull(),
    building: uuid('building_id').notNull(),
    category: text('category').notNull(),
    hour: instant('hour').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.community, t.building, t.category, t.hour] }), index('heat_hour_old').on(t.hour)],
)

/** When things happen: hour of the week (0 = Monday 00:00 local), per community and category. */
export const heatProfiles = pgTable(
  'heat_profile',
  {
    community: uuid('community_id').notNull(),
    category: text('category').notNull(),
    hourOfWeek: smallint('hour_of_week').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.community, t.category, t.hourOfWeek] })],
)
