import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { categories, dispatchModes } from '#shared/orders.ts'
import { hoursKinds } from '#shared/promises.ts'
import { id, version } from './columns.ts'
import { communities, regions } from './sites.ts'

export const dispatchRules = pgTable('dispatch_rule', {
  id: id(),
  version: version(),
  region: uuid('region_id').references(() => regions.id),
  community: uuid('community_id').references(() => communities.id),
  category: text('category', { enum: categories }),
  hours: text('hours', { enum: hoursKinds }),
  mode: text('mode', { enum: dispatchModes }).notNull(),
  acceptMinutes: integer('accept_minutes').notNull(),
  ended: boolean('ended').notNull(),
})
