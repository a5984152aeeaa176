import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type { Logger } from 'pino'
import type { Sql } from '#db/client.ts'
import type { Journal } from './journal/journal.ts'

/** What every feature is given. `db` and `sql` read; all changes go through the journal. */
export type Parts = {
  sql: Sql
  db: PostgresJsDatabase
  journal: Journal
  log: Logger
  /** Epoch milliseconds; tests hand in their own. */
  now: () => number
}
