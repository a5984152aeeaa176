import { jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Hearing } from '#shared/watch.ts'
import { instant } from './columns.ts'

/** Screens that are open and should be heard: what each last said of itself. Written beside the journal; gone with the screen. */
export const stations = pgTable('station', {
  /** The socket's id. */
  id: text('id').primaryKey(),
  /** The wall's id, or the account's. */
  whose: text('whose').notNull(),
  name: text('name').notNull(),
  kind: text('kind', { enum: ['wall', 'desk'] }).notNull(),
  /** Communities that it watches; null: everywhere. */
  communities: jsonb('communities').$type<string[] | null>(),
  hearing: text('hearing').$type<Hearing>().notNull(),
  since: instant('since').notNull(),
  at: instant('at').notNull(),
})
