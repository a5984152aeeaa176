import { boolean, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { messageTurns } from '#shared/messages.ts'
import type { Bilingual } from '#shared/text.ts'
import { id, version } from './columns.ts'
import { communities } from './sites.ts'

export const messageTemplates = pgTable(
  'message_template',
  {
    id: id(),
    version: version(),
    community: uuid('community_id').references(() => communities.id),
    turn: text('turn', { enum: messageTurns }).notNull(),
    text: jsonb('text').$type<Bilingual>().notNull(),
    enabled: boolean('enabled').notNull(),
  },
  (t) => [unique('message_template_once').on(t.community, t.turn).nullsNotDistinct()],
)
