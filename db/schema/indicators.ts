import { doublePrecision, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { indicatorNames } from '#shared/indicators.ts'
import { instant } from './columns.ts'

/** Sums from which an indicator of any span and any set of communities follows: amount / base. */
export const indicatorHours = pgTable(
  'indicator_hour',
  {
    community: uuid('community_id').notNull(),
    indicator: text('indicator', { enum: indicatorNames }).notNull(),
    hour: instant('hour').notNull(),
    amount: doublePrecision('amount').notNull(),
    base: doublePrecision('base').notNull(),
  },
  (t) => [primaryKey({ columns: [t.community, t.indicator, t.hour] })],
)
