import pino from 'pino'
import { connect, drizzleOn } from '#db/client.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import type { Fact } from '#shared/facts.ts'
import type { Config } from './config.ts'
import { Journal } from './journal/journal.ts'
import type { Parts } from './parts.ts'

export type Opened = { parts: Parts; close(): Promise<void> }

/** What features need, on a migrated database. `onCommit` as for the journal; `max` connections besides its own. */
export function openParts(url: string, name: string, log: Parts['log'], onCommit: (facts: Fact[]) => void = () => {}, max = 3): Opened {
  const sql = connect(url, { max, name, role: 'watchfloor_app' })
  const journal = new Journal(url, log, onCommit)
  return {
    parts: { sql, db: drizzleOn(sql), journal, log, now: Date.now },
    close: async () => {
      await journal.stop()
      await sql.end({ timeout: 1 })
    },
  }
}

/**
 * The database of this installation for a command that works beside the server: DATABASE_URL, else the embedded one,
 * which is shared with a server that runs and stopped again where none does. `say` hears what its user should know.
 * @throws CannotStart
 */
export async function openInstallation(config: Config, say: (line: string) => void): Promise<Opened> {
  const embedded = config.databaseUrl ? null : await startEmbedded(config.dataDir, { log: say })
  const url = config.databaseUrl ?? embedded?.url ?? ''
  try {
    await migrate(url)
  } catch (error) {
    await embedded?.stop()
    throw error
  }
  const opened = openParts(url, 'watchfloor command', pino({ level: 'silent' }))
  return {
    parts: opened.parts,
    close: async () => {
      await opened.close()
      await embedded?.stop()
    },
  }
}
