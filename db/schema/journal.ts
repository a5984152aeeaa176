import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Actor, FactName } from '#shared/facts.ts'
import { instant } from './columns.ts'

/** One row: how far the journal has come. Written only under the journal's lock, so its number is the commit order. */
export const journalHead = pgTable('journal_head', {
  one: boolean('one').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
})

/** What happened, numbered without gaps in commit order; partitioned by day of `at`. */
export const factRows = pgTable(
  'fact',
  {
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    name: text('name').$type<FactName>().notNull(),
    entity: uuid('entity_id').notNull(),
    version: integer('version').notNull(),
    community: uuid('community_id'),
    mode: text('mode').notNull(),
    by: jsonb('by').$type<Actor>().notNull(),
    command: uuid('command_id').notNull(),
    body: jsonb('body').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.seq, t.at] }),
    index('fact_by_community').on(t.community, t.seq),
    index('fact_by_entity').on(t.entity, t.seq),
    // What concerns every screen's catalogue, wherever it looks.
    index('fact_for_all').on(t.seq).where(sql`community_id is null or name = 'community.opened'`),
    // What an order's row forgets of who worked on it.
    index('fact_of_work').on(t.community, t.at).where(sql`name in ('order.declined', 'order.reopened')`),
  ],
)

/** Commands already carried out, by their idempotency key, with the reply to give again. */
export const commandRows = pgTable(
  'command',
  {
    id: uuid('id').primaryKey(),
    at: instant('at').notNull(),
    digest: text('digest').notNull(),
    /** Null where nothing is answered. */
    reply: jsonb('reply'),
    cursor: bigint('cursor', { mode: 'number' }).notNull(),
  },
  (t) => [index('command_old').on(t.at)],
)

/** Who asked for what, and what became of it: appended, never changed. */
export const auditRows = pgTable(
  'audit',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    command: uuid('command_id').notNull(),
    name: text('name').notNull(),
    by: jsonb('by').$type<Actor>().notNull(),
    community: uuid('community_id'),
    mode: text('mode').notNull(),
    outcome: text('outcome').notNull(),
    detail: jsonb('detail').notNull(),
  },
  (t) => [
    index('audit_at').on(t.at),
    index('audit_of_community').on(t.community, t.seq),
    index('audit_of_actor').on(sql`(${t.by} ->> 'id')`, t.seq),
    index('audit_of_name').on(t.name, t.seq),
  ],
)

/** One seal for each statement that appended to the audit: the hash over its lines and the seal before. */
export const auditSeals = pgTable('audit_seal', {
  /** The last line that it seals. */
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  first: bigint('first', { mode: 'number' }).notNull(),
  lines: integer('lines').notNull(),
  at: instant('at').notNull(),
  /** SHA-256, hex. */
  hash: text('hash').notNull(),
})

/** One row: where the audit begins since the older lines were pruned; the hash is that of the last seal that went. */
export const auditAnchor = pgTable('audit_anchor', {
  one: boolean('one').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  /** When that seal was made. */
  at: instant('at').notNull(),
  hash: text('hash').notNull(),
  prunedAt: instant('pruned_at').notNull(),
})

/** Tables that `journal_commit` may write; anything else is refused inside the database. */
export const journalTables = pgTable('journal_table', { name: text('name').primaryKey() })

/** How far each consumer of the journal has come; moved in the statement that writes what the consumer made of it. */
export const consumers = pgTable('consumer', {
  name: text('name').primaryKey(),
  cursor: bigint('cursor', { mode: 'number' }).notNull(),
})
