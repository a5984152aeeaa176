import { sql } from 'drizzle-orm'
import { bigint, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { PatrolRoute, PatrolRun } from '#shared/patrol.ts'
import { id, instant, name, version } from './columns.ts'
import { people } from './people.ts'
import { communities } from './sites.ts'

export const routes = pgTable(
  'patrol_route',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    name: name(),
    checkpoints: jsonb('checkpoints').$type<PatrolRoute['checkpoints']>().notNull(),
  },
  (t) => [index('patrol_route_by_community').on(t.community)],
)

export const runs = pgTable(
  'patrol_run',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    route: uuid('route_id').notNull().references(() => routes.id),
    person: uuid('person_id').notNull().references(() => people.id),
    state: text('state', { enum: ['walking', 'finished'] }).notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    visits: jsonb('visits').$type<PatrolRun['visits']>().notNull(),
    checkpoints: integer('checkpoints').notNull(),
    mode: text('mode').notNull(),
  },
  (t) => [index('patrol_run_walking').on(t.community).where(sql`state = 'walking'`)],
)

/** Where people were: partitioned by day of `at`, written in batches beside the journal. */
export const positions = pgTable(
  'position',
  {
    person: uuid('person_id').notNull(),
    community: uuid('community_id').notNull(),
    at: instant('at').notNull(),
    receivedAt: instant('received_at').notNull(),
    lon: doublePrecision('lon').notNull(),
    lat: doublePrecision('lat').notNull(),
    accuracy: doublePrecision('accuracy'),
    battery: doublePrecision('battery'),
  },
  (t) => [index('position_by_person').on(t.person, t.at)],
)

/** The newest of each person; `tick` grows with every change so that any process can ask what is new. */
export const latestPositions = pgTable(
  'position_latest',
  {
    person: uuid('person_id').notNull(),
    community: uuid('community_id').notNull(),
    at: instant('at').notNull(),
    lon: doublePrecision('lon').notNull(),
    lat: doublePrecision('lat').notNull(),
    accuracy: doublePrecision('accuracy'),
    battery: doublePrecision('battery'),
    tick: bigint('tick', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.person] }), index('position_latest_by_community').on(t.community), index('position_latest_by_tick').on(t.tick)],
)
