import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Webhook } from '#shared/webhooks.ts'
import { id, instant, version } from './columns.ts'
import { communities, regions } from './sites.ts'

export const webhooks = pgTable('webhook', {
  id: id(),
  version: version(),
  name: text('name').notNull(),
  url: text('url').notNull(),
  region: uuid('region_id').references(() => regions.id),
  community: uuid('community_id').references(() => communities.id),
  events: text('events').array().$type<Webhook['events']>().notNull(),
  enabled: boolean('enabled').notNull(),
  madeAt: instant('made_at').notNull(),
  endedAt: instant('ended_at'),
})
