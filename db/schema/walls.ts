import { boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Scope } from '#shared/roles.ts'
import { layouts, type WallTarget } from '#shared/walls.ts'
import { id, instant, version } from './columns.ts'

/** A paired screen; only hashes of its token are kept. */
export const walls = pgTable('wall', {
  id: id(),
  version: version(),
  name: text('name').notNull(),
  scope: jsonb('scope').$type<Scope>().notNull(),
  layout: text('layout', { enum: layouts }).notNull(),
  pointed: jsonb('pointed').$type<WallTarget>(),
  reloads: integer('reloads').notNull(),
  pairedAt: instant('paired_at').notNull(),
  pairedBy: text('paired_by').notNull(),
  /** The pairing that it came from; its screen fetches its first token by it. */
  pairing: uuid('pairing_id').notNull().unique(),
  /** SHA-256 of its token, hex; null until fetched. */
  tokenHash: text('token_hash').unique(),
  /** The one before, which still opens until the new one has been used; then with `spent:` in front, to know it when it comes again. */
  previousHash: text('previous_hash').unique(),
  renewedAt: instant('renewed_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
})

/** Screens that show a code and wait. */
export const pairings = pgTable(
  'wall_pairing',
  {
    id: id(),
    code: text('code').notNull().unique(),
    /** SHA-256, hex, of what the screen keeps to itself. */
    secretHash: text('secret_hash').notNull().unique(),
    at: instant('at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    address: text('address'),
  },
  (t) => [index('wall_pairing_old').on(t.expiresAt)],
)

/** When each wall last painted. */
export const wallPaints = pgTable('wall_paint', {
  wall: uuid('wall_id').primaryKey(),
  at: instant('at').notNull(),
  connected: boolean('connected').notNull(),
})
