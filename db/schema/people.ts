import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { posts, type Skill } from '#shared/people.ts'
import type { Language } from '#shared/text.ts'
import { id, instant, name, version } from './columns.ts'
import { communities } from './sites.ts'

export const people = pgTable(
  'person',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull().references(() => communities.id),
    code: text('code').notNull().unique(),
    name: name(),
    post: text('post', { enum: posts }).notNull(),
    skills: text('skills').array().$type<Skill[]>().notNull(),
    /** The sign-in of this person; null for those who have none. Not on the wire. */
    user: text('user_id').unique(),
    /** Not on the wire: shown on a click that is written down. */
    phone: text('phone'),
    grid: text('grid'),
    languages: text('languages').array().$type<Language[]>(),
    leftAt: instant('left_at'),
  },
  (t) => [index('person_by_community').on(t.community)],
)
