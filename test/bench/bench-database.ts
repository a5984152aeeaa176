import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'

/** A migrated PostgreSQL in a data folder of its own, as `npm start` would make it. `sql` is its superuser's. */
export type BenchDatabase = {
  folder: string
  url: string
  sql: postgres.Sql
  /** Stops the database; the folder stays. */
  stop(): Promise<void>
  remove(): void
}

export async function startDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-bench-'))
  // The account that runs PostgreSQL must be able to enter.
  chmodSync(folder, 0o755)
  const embedded = await startEmbedded(folder, { port: 0 })
  await migrate(embedded.url)
  const sql = postgres(embedded.url, { max: 2, onnotice: () => {} })
  return {
    folder,
    url: embedded.url,
    sql,
    stop: async () => {
      await sql.end({ timeout: 2 })
      await embedded.stop()
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
