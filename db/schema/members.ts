import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { memberSources, type GroupRole } from '#shared/members.ts'
import type { Grant, GrantableRole } from '#shared/roles.ts'
import { id, instant, version } from './columns.ts'

/** Who can sign in and what they may do; passwords and second factors are better-auth's. */
export const members = pgTable('member', {
  id: id(),
  version: version(),
  user: text('user_id').notNull().unique(),
  username: text('username').notNull(),
  name: text('name').notNull(),
  source: text('source', { enum: memberSources }).notNull(),
  grants: jsonb('grants').$type<Grant[]>().notNull(),
  disabledAt: instant('disabled_at'),
})

/** One row. */
export const policies = pgTable('policy', {
  id: uuid('id').primaryKey(),
  version: version(),
  secondFactor: text('second_factor').array().$type<GrantableRole[]>().notNull(),
  groups: jsonb('groups').$type<GroupRole[]>().notNull(),
})
