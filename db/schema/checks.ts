import { sql } from 'drizzle-orm'
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { checkStates, checkSubjects } from '#shared/checks.ts'
import { careLevels } from '#shared/households.ts'
import { id, instant, version } from './columns.ts'
import { activations } from './activations.ts'
import { buildings, communities } from './sites.ts'

export const checks = pgTable(
  'plan_check',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    activation: uuid('activation_id').notNull().references(() => activations.id),
    step: text('step'),
    subject: text('subject', { enum: checkSubjects }).notNull(),
    of: uuid('of_id').notNull(),
    building: uuid('building_id').references(() => buildings.id),
    level: text('level', { enum: careLevels }),
    state: text('state', { enum: checkStates }).notNull(),
    at: instant('at'),
    by: text('by'),
    note: text('note').notNull(),
    mode: text('mode').notNull(),
  },
  (t) => [index('check_of_activation').on(t.activation), uniqueIndex('check_once').on(t.activation, t.subject, t.of, sql`coalesce(step, '')`)],
)
