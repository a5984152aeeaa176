import { sql } from 'drizzle-orm'
import { doublePrecision, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { scenes, type Activation, type Plan } from '#shared/plans.ts'
import type { Bilingual } from '#shared/text.ts'
import { id, instant, name, version } from './columns.ts'
import { buildings, communities } from './sites.ts'

export const plans = pgTable('plan', {
  id: id(),
  version: version(),
  scene: text('scene', { enum: scenes }).notNull(),
  name: name(),
  purpose: jsonb('purpose').$type<Bilingual>().notNull(),
  fits: text('fits').array().notNull(),
  targetMinutes: doublePrecision('target_minutes'),
  steps: jsonb('steps').$type<Plan['steps']>().notNull(),
  resources: text('resources').array().$type<Plan['resources']>().notNull(),
})

export const activations = pgTable(
  'activation',
  {
    id: id(),
    version: version(),
    plan: uuid('plan_id').notNull().references(() => plans.id),
    scene: text('scene', { enum: scenes }).notNull(),
    name: name(),
    community: uuid('community_id').notNull().references(() => communities.id),
    building: uuid('building_id').references(() => buildings.id),
    place: text('place').notNull(),
    alarm: uuid('alarm_id'),
    commander: text('commander').notNull(),
    reason: text('reason').notNull(),
    state: text('state', { enum: ['running', 'finished'] }).notNull(),
    startedAt: instant('started_at').notNull(),
    targetAt: instant('target_at'),
    finishedAt: instant('finished_at'),
    steps: jsonb('steps').$type<Activation['steps']>().notNull(),
    mode: text('mode').notNull(),
  },
  (t) => [index('activation_running').on(t.community).where(sql`state = 'running'`)],
)
