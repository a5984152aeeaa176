import { boolean, doublePrecision, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Door } from '#shared/doors.ts'
import { id, instant, version } from './columns.ts'

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
  device: uuid('device_id'),
  signed: boolean('signed').notNull().default(false),
  madeAt: instant('made_at').notNull(),
  expiresAt: instant('expires_at'),
  revokedAt: instant('revoked_at'),
  replaces: uuid('replaces_id'),
})

/** When each key was last used, from where, and how far its sender's clock was off when it last signed (seconds, ahead is positive). */
export const keyUses = pgTable('key_use', {
  key: uuid('key_id').primaryKey(),
  at: instant('at').notNull(),
  address: text('address'),
  clockSkew: doublePrecision('clock_skew'),
})

/** Signed messages that were taken: the same one again is refused. */
export const signedMessages = pgTable(
  'signed_message',
  { key: uuid('key_id').notNull(), message: text('message_id').notNull(), at: instant('at').notNull() },
  (t) => [primaryKey({ columns: [t.key, t.message] }), index('signed_message_old').on(t.at)],
)
