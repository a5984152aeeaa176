import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { categories, priorities } from '#shared/orders.ts'
import { id, version } from './columns.ts'
import { communities, regions } from './sites.ts'

export const promises = pgTable('promise', {
  id: id(),
  version: version(),
  region: uuid('region_id').references(() => regions.id),
  community: uuid('community_id').references(() => communities.id),
  category: text('category', { enum: categories }).notNull(),
  priority: text('priority', { enum: priorities }).notNull(),
  respondMinutes: integer('respond_minutes').notNull(),
  arriveMinutes: integer('arrive_minutes'),
  finishMinutes: integer('finish_minutes').notNull(),
})
