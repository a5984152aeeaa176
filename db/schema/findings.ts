import { sql } from 'drizzle-orm'
import { date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { findingStates } from '#shared/findings.ts'
import { categories } from '#shared/orders.ts'
import { id, instant, version } from './columns.ts'
import { communities } from './sites.ts'

export const findings = pgTable(
  'finding',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    activation: uuid('activation_id'),
    drill: uuid('drill_id'),
    plan: uuid('plan_series'),
    step: text('step'),
    text: text('text').notNull(),
    owner: uuid('owner_id'),
    dueOn: date('due_on', { mode: 'string' }),
    category: text('category', { enum: categories }),
    order: uuid('order_id'),
    proposal: text('proposal'),
    edition: uuid('edition_id'),
    state: text('state', { enum: findingStates }).notNull(),
    outcome: text('outcome').notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('finding_by_community').on(t.community, t.at), index('finding_of_plan').on(t.plan).where(sql`plan_series is not null`), index('finding_of_activation').on(t.activation)],
)
