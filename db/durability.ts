import postgres from 'postgres'
import { CannotStart } from './cannot-start.ts'

/** Refuses a database that would lose acknowledged changes in a crash. */
export async function refuseUndurable(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    const rows = await sql<{ name: string; setting: string }[]>`
      select name, setting from pg_settings where name in ('synchronous_commit', 'fsync', 'full_page_writes') and setting = 'off'`
    const [off] = rows
    if (off) {
      throw new CannotStart(
        `The database has ${off.name} = off and would lose acknowledged changes in a crash: set it to on (ALTER SYSTEM RESET ${off.name}, or for the database or role).`,
        `数据库的 ${off.name} 为 off，崩溃时会丢失已确认的数据：请改为 on。`,
      )
    }
  } finally {
    await sql.end({ timeout: 1 })
  }
}
