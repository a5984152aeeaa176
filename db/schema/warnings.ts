import { index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { severities } from '#shared/alarms.ts'
import { warningStates, warningStatuses, type Warning } from '#shared/warnings.ts'
import { id, instant, version } from './columns.ts'

export const warnings = pgTable(
  'public_warning',
  {
    id: id(),
    version: version(),
    identifier: text('identifier').notNull(),
    sender: text('sender').notNull(),
    sentAt: instant('sent_at').notNull(),
    receivedAt: instant('received_at').notNull(),
    status: text('status', { enum: warningStatuses }).notNull(),
    state: text('state', { enum: warningStates }).notNull(),
    severity: text('severity', { enum: severities }).notNull(),
    urgency: text('urgency').notNull(),
    certainty: text('certainty').notNull(),
    kind: text('kind').notNull(),
    texts: jsonb('texts').$type<Warning['texts']>().notNull(),
    onsetAt: instant('onset_at'),
    expiresAt: instant('expires_at'),
    areas: jsonb('areas').$type<Warning['areas']>().notNull(),
    communities: uuid('community_ids').array().notNull(),
    replaces: uuid('replaces_id'),
    /** The feed it came by, which alone can end or change it: a community, or the first of the keys of the company that replaced each other. */
    feed: uuid('feed_id'),
    /** What its alarms are called by: those of an update are those of what it takes the place of. */
    subject: text('subject').notNull().default(''),
    /** When the message was sent that ended it; one that was sent later still stands. */
    endedSentAt: instant('ended_sent_at'),
  },
  (t) => [unique('public_warning_once').on(t.feed, t.sender, t.identifier).nullsNotDistinct(), index('public_warning_of').on(t.subject), index('public_warning_received').on(t.receivedAt)],
)
