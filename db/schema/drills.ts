import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant, version } from './columns.ts'
import { communities } from './sites.ts'

export const drills = pgTable('drill', {
  id: id(),
  version: version(),
  community: uuid('community_id').notNull().references(() => communities.id),
  activation: uuid('activation_id').notNull(),
  lead: text('lead').notNull(),
  startedAt: instant('started_at').notNull(),
  endedAt: instant('ended_at'),
})
