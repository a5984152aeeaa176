import { date, doublePrecision, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { maintenanceStates } from '#shared/maintenance.ts'
import { categories, facilities } from '#shared/orders.ts'
import { id, version } from './columns.ts'
import { communities } from './sites.ts'

export const maintenanceItems = pgTable(
  'maintenance_item',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    building: uuid('building_id'),
    device: uuid('device_id'),
    title: text('title').notNull(),
    category: text('category', { enum: categories }).notNull(),
    facility: text('facility', { enum: facilities }),
    day: date('day').notNull(),
    hours: doublePrecision('hours').notNull(),
    why: text('why').notNull(),
    state: text('state', { enum: maintenanceStates }).notNull(),
    order: uuid('order_id'),
  },
  (t) => [index('maintenance_item_in').on(t.community, t.day)],
)
