import { boolean, date, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, version } from './columns.ts'
import { communities, regions } from './sites.ts'

export const stocktakePlans = pgTable('stocktake_plan', {
  id: id(),
  version: version(),
  region: uuid('region_id').references(() => regions.id),
  community: uuid('community_id').references(() => communities.id),
  at: text('at').notNull(),
  enabled: boolean('enabled').notNull(),
  lastDay: date('last_day'),
})
