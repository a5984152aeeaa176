import { date, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { posts } from '#shared/people.ts'
import { id, version } from './columns.ts'
import { people } from './people.ts'
import { communities } from './sites.ts'

/** A duty that repeats; its shifts are made ahead of time. */
export const rosters = pgTable(
  'roster',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    person: uuid('person_id').notNull().references(() => people.id),
    post: text('post', { enum: posts }).notNull(),
    rule: text('rule').notNull(),
    startsOn: date('starts_on').notNull(),
    startsAt: text('starts_at').notNull(),
    minutes: integer('minutes').notNull(),
    until: date('until'),
    /** The last local day for which shifts have been made. */
    madeTo: date('made_to'),
  },
  (t) => [index('roster_by_community').on(t.community)],
)
