import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type Sql } from './client.ts'
import { CannotStart } from './cannot-start.ts'

type Migration = { name: string; text: string; checksum: string }

/** One number for everybody who migrates; its value means nothing. */
const lock = 7_426_012_518
const oldest = 150_000

/**
 * Brings the database of `url` (a role that may create) up to this release: every file of `folder` in the order of
 * its name, each once, forward only. Safe when several processes start together.
 * @throws CannotStart
 */
export async function migrate(url: string, folder = migrationsFolder()): Promise<void> {
  const sql = connect(url, { max: 1, name: 'watchfloor migrate', statementTimeout: 0 })
  try {
    await reach(sql)
    await refuseOld(sql)
    const files = readMigrations(folder)
    // One simple query is one transaction of the server's, whatever happens to the connection meanwhile.
    await sql.unsafe(`
      select pg_advisory_xact_lock(${lock});
      create table if not exists public.migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())`)
    for (const file of files) await apply(sql, file)
    await refuseNewer(sql, files)
  } finally {
    await sql.end({ timeout: 2 })
  }
}

/** A process that came first holds the lock until its file is in; after that the name is there and nothing is left to do. */
async function apply(sql: Sql, file: Migration): Promise<void> {
  if (await applied(sql, file)) return
  try {
    await sql.unsafe(`
      select pg_advisory_xact_lock(${lock});
      insert into public.migrations (name, checksum) values ('${file.name}', '${file.checksum}');
      ${file.text}`)
  } catch (error) {
    const fault = error as { code?: string; table_name?: string; message?: string }
    if (fault.code === '23505' && fault.table_name === 'migrations' && (await applied(sql, file))) return
    throw new Error(`Migration ${file.name} failed and changed nothing: ${fault.message}`, { cause: error })
  }
}

async function applied(sql: Sql, file: Migration): Promise<boolean> {
  const [row] = await sql<{ checksum: string }[]>`select checksum from public.migrations where name = ${file.name}`
  if (row && row.checksum !== file.checksum) {
    throw new CannotStart(
      `The migration ${file.name} was changed after it was applied to this database: restore the file as it was and put the change into a new one.`,
      `迁移文件 ${file.name} 在应用后被修改：请还原该文件，并把改动写入新的迁移文件。`,
    )
  }
  return row !== undefined
}

async function refuseNewer(sql: Sql, files: Migration[]): Promise<void> {
  const rows = await sql<{ name: string }[]>`select name from public.migrations where name <> all(${files.map((file) => file.name)}) limit 1`
  if (rows[0]) {
    throw new CannotStart(
      `The database was already used by a newer release (${rows[0].name} is unknown here): start that release or a newer one.`,
      '该数据库已被更新的版本使用：请启动该版本或更新的版本。',
    )
  }
}

/** An own database may come up later than we do, as in a compose file. */
async function reach(sql: Sql): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await sql`select 1`
      return
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      const passing = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', '57P03'].includes(code ?? '')
      if (passing && attempt < 10) {
        await sleep(500)
        continue
      }
      throw new CannotStart(
        `The database cannot be reached (${message}): check that it runs and that DATABASE_URL has the right address, user and password.`,
        '无法连接数据库：请检查数据库是否在运行，以及 DATABASE_URL 中的地址、用户和密码。',
      )
    }
  }
}

async function refuseOld(sql: Sql): Promise<void> {
  const [row] = await sql<{ version: string }[]>`select current_setting('server_version_num') as version`
  if (Number(row?.version) >= oldest) return
  throw new CannotStart(
    `The database is PostgreSQL ${Math.floor(Number(row?.version) / 10_000)} and 15 or newer is needed: upgrade it, or leave DATABASE_URL out to use the embedded one.`,
    '数据库版本过低，需要 PostgreSQL 15 或更新版本：请升级，或不设置 DATABASE_URL 以使用内置数据库。',
  )
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}_[a-z0-9_-]+\.sql$/.test(name))
  return names.sort().map((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
  })
}

/** Found upwards, because this file also runs inside the bundle in dist/. */
function migrationsFolder(): string {
  for (let at = import.meta.dirname; ; at = dirname(at)) {
    const folder = join(at, 'db/migrations')
    if (existsSync(folder)) return folder
    if (at === dirname(at)) throw new Error('The folder db/migrations is missing.')
  }
}
