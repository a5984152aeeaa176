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
  },
  (t) => [unique('public_warning_once').on(t.sender, t.identifier), index('public_warning_received').on(t.receivedAt)],
)
