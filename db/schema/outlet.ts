import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'

export const outletChannels = ['webhook', 'subscriber', 'syslog', 'device', 'capture'] as const
export const outletStates = ['waiting', 'sent', 'captured', 'failed'] as const

/** Everything that leaves for the world, and what became of it. */
export const outlet = pgTable(
  'outlet',
  {
    id: id(),
    at: instant('at').notNull(),
    /** Null: of the whole company. */
    community: uuid('community_id'),
    mode: text('mode').notNull(),
    channel: text('channel', { enum: outletChannels }).notNull(),
    body: jsonb('body').notNull(),
    state: text('state', { enum: outletStates }).notNull(),
    attempts: integer('attempts').notNull(),
    nextAt: instant('next_at').notNull(),
    answer: text('answer'),
  },
  (t) => [
    // The last wall between a drill and the world: no row of a drill can name a channel that reaches anybody.
    check('drill_is_captured', sql`mode = 'real' or channel = 'capture'`),
    index('outlet_waiting').on(t.nextAt).where(sql`state = 'waiting' and channel <> 'subscriber'`),
    // A receiver that is down has thousands waiting; the others are found beside them.
    index('outlet_waiting_for').on(sql`(body->>'webhook')`, t.nextAt).where(sql`state = 'waiting' and channel = 'subscriber'`),
    index('outlet_at').on(t.at),
    // Phones that are still to be forgotten.
    index('outlet_phone').on(t.at).where(sql`body->>'kind' in ('resident-message', 'staff-notice') and body ? 'to'`),
    // What a plan said, for its report: years later too.
    index('outlet_of_plan').on(sql`(body->>'activation')`).where(sql`body->>'kind' = 'plan.notify'`),
    index('outlet_failed').on(t.at).where(sql`state = 'failed'`),
  ],
)
