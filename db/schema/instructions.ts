import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { deviceActions } from '#shared/devices.ts'
import { instructionStates } from '#shared/instructions.ts'
import { id, instant, version } from './columns.ts'

export const instructions = pgTable(
  'instruction',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').notNull(),
    device: uuid('device_id').notNull(),
    action: text('action', { enum: deviceActions }).notNull(),
    reason: text('reason').notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    state: text('state', { enum: instructionStates }).notNull(),
    answeredAt: instant('answered_at'),
    answer: text('answer').notNull(),
    mode: text('mode').notNull(),
  },
  (t) => [index('instruction_of').on(t.device, t.at)],
)
