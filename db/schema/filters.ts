import { boolean, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { OrderFilter } from '#shared/orders.ts'
import { id, version } from './columns.ts'

export const savedFilters = pgTable(
  'saved_filter',
  {
    id: id(),
    version: version(),
    /** The user id. */
    owner: text('owner').notNull(),
    name: text('name').notNull(),
    filter: jsonb('filter').$type<OrderFilter>().notNull(),
    dropped: boolean('dropped').notNull().default(false),
  },
  (t) => [index('saved_filter_of').on(t.owner)],
)
