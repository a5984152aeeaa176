import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { categories, facilities, orderSources, priorities, type WaitReason } from '#shared/orders.ts'
import { hoursKinds, type Limits, type WorkCalendar } from '#shared/promises.ts'
import { id, instant, version } from './columns.ts'
import { communities, regions } from './sites.ts'

/** Rows are added and ended, never rewritten: orders name the one that binds them. */
export const promises = pgTable(
  'promise',
  {
    id: id(),
    version: version(),
    region: uuid('region_id').references(() => regions.id),
    community: uuid('community_id').references(() => communities.id),
    category: text('category', { enum: categories }),
    priority: text('priority', { enum: priorities }),
    source: text('source', { enum: orderSources }),
    facility: text('facility', { enum: facilities }),
    hours: text('hours', { enum: hoursKinds }),
    limits: jsonb('limits').$type<Limits>().notNull(),
    pauses: text('pauses').array().$type<WaitReason[]>().notNull(),
    warnAt: integer('warn_at').notNull(),
    escalateAfter: integer('escalate_after').array().notNull(),
    from: instant('from').notNull(),
    until: instant('until'),
  },
  (t) => [index('promise_from').on(t.from)],
)

export const calendars = pgTable(
  'work_calendar',
  {
    id: id(),
    version: version(),
    region: uuid('region_id').references(() => regions.id),
    community: uuid('community_id').references(() => communities.id),
    weekdays: integer('weekdays').array().notNull(),
    opensAt: text('opens_at').notNull(),
    closesAt: text('closes_at').notNull(),
    holidays: jsonb('holidays').$type<WorkCalendar['holidays']>().notNull(),
    workdays: text('workdays').array().notNull(),
  },
  (t) => [unique('work_calendar_once').on(t.region, t.community).nullsNotDistinct()],
)
