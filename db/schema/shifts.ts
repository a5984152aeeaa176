import { sql } from 'drizzle-orm'
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { posts } from '#shared/people.ts'
import { shiftStates } from '#shared/shifts.ts'
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
    state: text('state', { enum: shiftStates }).notNull().default('planned'),
    roster: uuid('roster_id'),
  },
  (t) => [
    index('shift_by_end').on(t.community, t.endsAt),
    index('shift_by_start').on(t.startsAt),
    // Asked whenever somebody is planned.
    index('shift_of_person').on(t.person, t.endsAt).where(sql`state = 'planned'`),
    // Every few seconds it is asked of every community who is its manager now, and who was.
    index('shift_of_manager').on(t.community, t.endsAt).where(sql`post = 'duty-manager' and state = 'planned'`),
  ],
)
