import { boolean, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Checklist } from '#shared/checklists.ts'
import { categories } from '#shared/orders.ts'
import { id, version } from './columns.ts'
import { communities } from './sites.ts'

export const checklists = pgTable(
  'checklist',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').references(() => communities.id),
    category: text('category', { enum: categories }).notNull(),
    items: jsonb('items').$type<Checklist['items']>().notNull(),
    photo: boolean('photo').notNull(),
    signature: boolean('signature').notNull(),
  },
  (t) => [unique('checklist_once').on(t.community, t.category).nullsNotDistinct()],
)
