import { sql } from 'drizzle-orm'
import { boolean, doublePrecision, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { planStates, scenes, type Plan } from '#shared/plans.ts'
import type { Bilingual } from '#shared/text.ts'
import { id, instant, name, version } from './columns.ts'

/** Editions. What one says cannot be changed once it was published: a trigger refuses it. */
export const plans = pgTable(
  'plan',
  {
    id: id(),
    version: version(),
    series: uuid('series_id').notNull(),
    edition: integer('edition').notNull(),
    state: text('state', { enum: planStates }).notNull(),
    scene: text('scene', { enum: scenes }).notNull(),
    name: name(),
    purpose: jsonb('purpose').$type<Bilingual>().notNull(),
    triggers: jsonb('triggers').$type<Plan['triggers']>().notNull(),
    targetMinutes: doublePrecision('target_minutes'),
    steps: jsonb('steps').$type<Plan['steps']>().notNull(),
    resources: jsonb('resources').$type<Plan['resources']>().notNull(),
    measures: jsonb('measures').$type<Plan['measures']>().notNull(),
    standDown: jsonb('stand_down').$type<Plan['standDown']>().notNull(),
    acceptMinutes: doublePrecision('accept_minutes').notNull(),
    secondPerson: boolean('second_person').notNull(),
    by: text('by').notNull(),
    changedAt: instant('changed_at').notNull(),
    publishedAt: instant('published_at'),
    publishedBy: text('published_by'),
    change: text('change').notNull(),
    findings: uuid('findings').array().notNull(),
    returned: jsonb('returned').$type<Plan['returned']>(),
  },
  (t) => [
    uniqueIndex('plan_edition').on(t.series, t.edition),
    uniqueIndex('plan_published').on(t.series).where(sql`state = 'published'`),
    uniqueIndex('plan_worked_on').on(t.series).where(sql`state in ('draft', 'review')`),
  ],
)
