import { boolean, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { severities } from '#shared/alarms.ts'
import { deviceKinds } from '#shared/devices.ts'
import type { RuleTest } from '#shared/rules.ts'
import { id, instant, name, version } from './columns.ts'

export const rules = pgTable('value_rule', {
  id: id(),
  version: version(),
  name: name(),
  community: uuid('community_id'),
  deviceKind: text('device_kind', { enum: deviceKinds }),
  device: uuid('device_id'),
  key: text('key').notNull(),
  test: jsonb('test').$type<RuleTest>().notNull(),
  alarm: text('alarm').notNull(),
  severity: text('severity', { enum: severities }).notNull(),
  enabled: boolean('enabled').notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
  ended: boolean('ended').notNull().default(false),
})

/** Where each rule stands with each device; written beside the journal. `dueAt`: when it has to be looked at again though nothing comes. */
export const ruleStates = pgTable(
  'rule_state',
  { rule: uuid('rule_id').notNull(), device: uuid('device_id').notNull(), at: instant('at').notNull(), dueAt: instant('due_at'), state: jsonb('state').notNull() },
  (t) => [primaryKey({ columns: [t.rule, t.device] }), index('rule_state_due').on(t.dueAt)],
)
