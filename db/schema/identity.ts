import { boolean, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Door } from '#shared/doors.ts'
import { roles } from '#shared/roles.ts'
import { id, instant, version } from './columns.ts'

// The first four tables are better-auth's own: it writes them, we only read.
const moment = (column: string) => timestamp(column, { withTimezone: true })

export const user = pgTable('user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull(),
  image: text('image'),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
  username: text('username').unique(),
  displayUsername: text('display_username'),
})

export const session = pgTable('session', {
  id: text('id').primaryKey(),
  expiresAt: moment('expires_at').notNull(),
  token: text('token').notNull().unique(),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  userId: text('user_id').notNull().references(() => user.id, { onDelete: 'cascade' }),
})

export const account = pgTable('account', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  userId: text('user_id').notNull().references(() => user.id, { onDelete: 'cascade' }),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: moment('access_token_expires_at'),
  refreshTokenExpiresAt: moment('refresh_token_expires_at'),
  scope: text('scope'),
  password: text('password'),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
})

export const verification = pgTable('verification', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: moment('expires_at').notNull(),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
})

/** A role at a scope. */
export const grants = pgTable(
  'role_grant',
  {
    id: id(),
    version: version(),
    user: text('user_id').notNull(),
    role: text('role', { enum: roles }).notNull(),
    scopeKind: text('scope_kind', { enum: ['everything', 'region', 'community'] }).notNull(),
    scope: uuid('scope_id'),
  },
  (t) => [index('role_grant_of_user').on(t.user)],
)

/** A machine's key: only its hash is kept. Null community: the whole company. */
export const keys = pgTable('machine_key', {
  id: id(),
  version: version(),
  name: text('name').notNull(),
  /** First characters, by which a key is recognised in lists. */
  prefix: text('prefix').notNull(),
  /** SHA-256 of the whole key, hex. */
  hash: text('hash').notNull().unique(),
  community: uuid('community_id'),
  doors: text('doors').array().$type<Door[]>().notNull(),
  madeAt: instant('made_at').notNull(),
  revokedAt: instant('revoked_at'),
})
