import { boolean, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { severities } from '#shared/alarms.ts'
import type { AlarmResponse } from '#shared/responses.ts'
import { id, version } from './columns.ts'
import { communities } from './sites.ts'

/** Rows are added and ended, never rewritten: alarms name the one that they follow. */
export const responses = pgTable('alarm_response', {
  id: id(),
  version: version(),
  community: uuid('community_id').references(() => communities.id),
  kind: text('kind'),
  severity: text('severity', { enum: severities }),
  lifeSafety: boolean('life_safety').notNull(),
  latching: boolean('latching').notNull(),
  clocks: jsonb('clocks').$type<AlarmResponse['clocks']>().notNull(),
  escalate: jsonb('escalate').$type<AlarmResponse['escalate']>().notNull(),
  order: jsonb('order').$type<AlarmResponse['order']>(),
  ended: boolean('ended').notNull().default(false),
})
