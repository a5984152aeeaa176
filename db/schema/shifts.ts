import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { posts } from '#shared/people.ts'
import { id, instant, version } from './columns.ts'
import { people } from './people.ts'
import { communities } from './sites.ts'

export const shifts = pgTable(
  'shift',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    person: uuid('person_id').notNull().references(() => people.id),
    post: text('post', { enum: posts }).notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
  },
  (t) => [index('shift_by_end').on(t.community, t.endsAt)],
)
