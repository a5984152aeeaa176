import { sql } from 'drizzle-orm'
import { boolean, doublePrecision, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { activationStates, type Activation } from '#shared/activations.ts'
import { scenes } from '#shared/plans.ts'
import { id, instant, name, version } from './columns.ts'
import { plans } from './plans.ts'
import { buildings, communities } from './sites.ts'

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
    state: text('state', { enum: activationStates }).notNull(),
    startedAt: instant('started_at').notNull(),
    targetAt: instant('target_at'),
    finishedAt: instant('finished_at'),
    steps: jsonb('steps').$type<Activation['steps']>().notNull(),
    mode: text('mode').notNull(),
    edition: integer('edition'),
    series: uuid('series_id'),
    buildings: uuid('buildings').array(),
    unit: text('unit'),
    area: jsonb('area').$type<Activation['area']>(),
    commanderPerson: uuid('commander_person'),
    commanderUser: text('commander_user'),
    asked: jsonb('asked').$type<Activation['asked']>(),
    acceptMinutes: doublePrecision('accept_minutes'),
    requests: jsonb('requests').$type<Activation['requests']>(),
    notes: jsonb('notes').$type<Activation['notes']>(),
    parts: jsonb('parts').$type<Activation['parts']>(),
    late: boolean('late'),
    stoodDown: jsonb('stood_down').$type<Activation['stoodDown']>(),
    left: jsonb('left_steps').$type<Activation['left']>(),
    touched: integer('touched'),
  },
  (t) => [
    index('activation_running').on(t.community).where(sql`state in ('running', 'asked')`),
    index('activation_past').on(t.community, t.startedAt),
    index('activation_of_series').on(t.community, t.series, t.startedAt),
  ],
)
