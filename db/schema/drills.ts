import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { drillStates, ratings, scorers, type Drill, type Score } from '#shared/drills.ts'
import { scenes } from '#shared/plans.ts'
import { id, instant, version } from './columns.ts'
import { communities } from './sites.ts'

export const drills = pgTable(
  'drill',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    activation: uuid('activation_id'),
    lead: text('lead').notNull(),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    state: text('state', { enum: drillStates }),
    plan: uuid('plan_series'),
    scene: text('scene', { enum: scenes }),
    plannedAt: instant('planned_at'),
    objectives: jsonb('objectives').$type<Drill['objectives']>(),
    injects: jsonb('injects').$type<Drill['injects']>(),
    note: text('note'),
    reason: text('reason'),
    codeUntil: instant('code_until'),
    /** SHA-256 of the code by which residents score; in no fact. */
    codeHash: text('code_hash'),
  },
  (t) => [
    index('drill_by_community').on(t.community, t.startedAt),
    index('drill_planned').on(t.plannedAt).where(sql`state = 'planned'`),
    uniqueIndex('drill_code').on(t.codeHash),
  ],
)

/**
 * SQL, of a drill `d`: it was held to its end, and not only begun and finished. Its plan was not aborted, and it was scored, or at least
 * half of the steps that it came to were done.
 */
export const wasHeld = `d.state = 'ended' and exists (
  select from activation a where a.id = d.activation_id and a.state = 'finished' and (
    exists (select from drill_score s where s.drill_id = d.id and s.struck is null)
    or 2 * jsonb_array_length(jsonb_path_query_array(a.steps, '$[*] ? (@.state == "done")')) >= jsonb_array_length(jsonb_path_query_array(a.steps, '$[*] ? (@.state != "passed")'))))`

export const scores = pgTable(
  'drill_score',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    drill: uuid('drill_id').notNull().references(() => drills.id),
    kind: text('kind', { enum: scorers }).notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    rated: jsonb('rated').$type<Score['rated']>().notNull(),
    calm: text('calm', { enum: ratings }),
    note: text('note').notNull(),
    struck: jsonb('struck').$type<Score['struck']>(),
  },
  (t) => [index('score_of_drill').on(t.drill)],
)

export const cadences = pgTable(
  'drill_cadence',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').references(() => communities.id),
    scene: text('scene', { enum: scenes }),
    months: integer('months').notNull(),
    ended: boolean('ended').notNull(),
  },
  () => [uniqueIndex('cadence_of').on(sql`coalesce(community_id::text, '')`, sql`coalesce(scene, '')`).where(sql`not ended`)],
)
