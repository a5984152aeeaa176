import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { CannotStart } from './cannot-start.ts'
import { refuseUndurable } from './durability.ts'
import { choosePlace, cluster, openFolder } from './embedded-account.ts'
import { findBinaries } from './embedded-binaries.ts'
import { clearStaleLock, type Cluster, initialise, refuseOtherMajor, setHalfMadeAside, user } from './embedded-cluster.ts'
import { freePort, notStarted, startOn } from './embedded-launch.ts'
import { looksLikePostgres, processMark, readPostmaster, stopPostmaster } from './postmaster.ts'

/*
 * A real PostgreSQL from an npm package, under one data folder. The package's own class is not used: it stops the
 * database first when the process is told to stop, and dies of an orphan, a taken port or a read-only folder.
 *
 * The postmaster is a process group of its own, so that Ctrl-C stops us first and it last. Whoever starts or adopts it
 * is written in `database-owner`; any other process of the same folder is a guest. At the end the owner stops it, and so
 * does a guest whose owner is dead. Owner or guest, whoever sees the postmaster die starts it again on the same port.
 */

const database = 'watchfloor'
const usualPort = 55432

export type Embedded = { url: string; stop(): Promise<void> }
type Options = { log?: (line: string) => void; port?: number }

/**
 * Starts or adopts the PostgreSQL of `dir`. The url is that of its superuser, on 127.0.0.1.
 * @throws CannotStart in one sentence
 */
export async function startEmbedded(dir: string, options: Options = {}): Promise<Embedded> {
  const say = options.log ?? (() => {})
  const folder = openFolder(dir)
  const place = choosePlace(folder, say)
  const release = await holdStart(join(folder, 'database-start'))
  try {
    const data = join(place.home, cluster)
    refuseOtherMajor(place.home, data)
    setHalfMadeAside(data, say)
    const here: Cluster = {
      place,
      binaries: findBinaries(place, say),
      data,
      password: passwordIn(folder, data),
      logFile: join(folder, 'postgres.log'),
      ownerFile: join(folder, 'database-owner'),
    }
    const port = (await adopt(here, say)) ?? (await begin(here, options.port ?? usualPort, say))
    try {
      await prepareDatabase(urlOf(here, port, 'postgres'))
      await refuseUndurable(urlOf(here, port, database))
    } catch (error) {
      await leave(here)
      throw error
    }
    const watch = keepAlive(here, port, say)
    return { url: urlOf(here, port, database), stop: () => watch.end().then(() => leave(here)) }
  } finally {
    release()
  }
}

/** Two processes that start at once on one folder take turns; the lock of a dead one counts for nothing. */
async function holdStart(file: string): Promise<() => void> {
  const mine = processMark(process.pid) ?? String(process.pid)
  const patience = Date.now() + 90_000
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = contents(file)
    if (holder !== null && abandoned(file, holder) && contents(file) === holder) rmSync(file, { force: true })
    if (Date.now() > patience) {
      throw new CannotStart(
        `Another process (${holder}) has been starting the database of this folder for 90 s: stop it, then start again.`,
        '另一个进程启动该目录的数据库已超过 90 秒：请先结束它再启动。',
      )
    }
    await sleep(50)
  }
}

/** An empty lock is one between two steps of its maker, or of one that was killed between them. */
function abandoned(file: string, holder: string): boolean {
  if (holder !== '') return !markRuns(holder)
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return made !== undefined && Date.now() - made > 5_000
}

function passwordIn(folder: string, data: string): string {
  const file = join(folder, 'db-password')
  if (!existsSync(file) && existsSync(join(data, 'PG_VERSION'))) {
    throw new CannotStart(
      `The file ${file} is missing and without it the database in ${data} cannot be opened: put it back from a backup of that folder.`,
      `缺少 ${file}，无法打开 ${data} 中的数据库：请从该目录的备份中恢复此文件。`,
    )
  }
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new CannotStart(
      `The file ${file} cannot be read by this account: start as the account that made it, or set DATA_DIR to a folder of your own.`,
      `无法读取 ${file}：请用创建它的账号启动，或用 DATA_DIR 指定自己的目录。`,
    )
  }
}

/** The port of a postmaster that runs on this data already, or null when there is none any more. */
async function adopt(here: Cluster, say: (line: string) => void): Promise<number | null> {
  const end = Date.now() + 60_000
  for (;;) {
    const found = readPostmaster(here.data)
    if (!found || !looksLikePostgres(found.pid)) return null
    if (found.ready && (await servesData(urlOf(here, found.port, 'postgres'), here.data))) {
      if (ownedByOther(here.ownerFile)) {
        say(`The database is already running for another process (port ${found.port}); it is shared / 数据库已由另一进程启动，共同使用`)
      } else {
        own(here.ownerFile)
        say(`A database left running was taken over (port ${found.port}) / 已接管仍在运行的数据库`)
      }
      return found.port
    }
    if (Date.now() > end) {
      throw new CannotStart(
        `A PostgreSQL (process ${found.pid}) holds ${here.data} but does not answer: stop it with "kill -INT ${found.pid}", then start again.`,
        `PostgreSQL 进程 ${found.pid} 占用数据目录但无响应：请执行 kill -INT ${found.pid} 后重新启动。`,
      )
    }
    await sleep(200)
  }
}

async function servesData(url: string, data: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => {} })
  try {
    const [row] = await sql<{ folder: string }[]>`select current_setting('data_directory') as folder`
    return row?.folder === data
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function begin(here: Cluster, wanted: number, say: (line: string) => void): Promise<number> {
  await clearStaleLock(here.data, say)
  if (!existsSync(join(here.data, 'PG_VERSION'))) await initialise(here)
  for (let attempt = 0; attempt < 5; attempt++) {
    const port = attempt === 0 ? ((await freePort(wanted)) ?? (await freePort(0))) : await freePort(0)
    if (port === null) continue
    if (await startOn(here, port, say)) {
      own(here.ownerFile)
      return port
    }
  }
  throw notStarted(here)
}

async function prepareDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    const rows = await sql`select 1 from pg_database where datname = ${database}`
    if (rows.length === 0) await sql.unsafe(`create database ${database}`)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** Starts the postmaster again when it dies; `end` waits for a restart under way. */
function keepAlive(here: Cluster, port: number, say: (line: string) => void): { end(): Promise<void> } {
  let busy: Promise<void> | null = null
  let notBefore = 0
  const look = (): void => {
    const found = readPostmaster(here.data)
    if (busy || (found && looksLikePostgres(found.pid)) || Date.now() < notBefore) return
    busy = again(here, port, say)
      .catch((error: unknown) => {
        notBefore = Date.now() + 5_000
        say(error instanceof Error ? error.message : String(error))
      })
      .finally(() => (busy = null))
  }
  const timer = setInterval(look, 250)
  timer.unref()
  return {
    end: async () => {
      clearInterval(timer)
      await busy
    },
  }
}

async function again(here: Cluster, port: number, say: (line: string) => void): Promise<void> {
  const release = await holdStart(join(dirname(here.ownerFile), 'database-start'))
  try {
    const found = readPostmaster(here.data)
    if (found && looksLikePostgres(found.pid)) return
    say('The database has stopped and is started again / 数据库已停止，正在重新启动')
    await clearStaleLock(here.data, say)
    if (!(await startOn(here, port, say))) {
      throw new CannotStart(
        `Port ${port} of the database was taken by another program: stop that program, or restart Watchfloor.`,
        `数据库端口 ${port} 被其他程序占用：请关闭该程序，或重启 Watchfloor。`,
      )
    }
    own(here.ownerFile)
  } finally {
    release()
  }
}

/** A guest whose owner still runs leaves the database to it. */
async function leave(here: Cluster): Promise<void> {
  const found = readPostmaster(here.data)
  if (ownedByOther(here.ownerFile) || !found || !looksLikePostgres(found.pid)) return
  await stopPostmaster(found.pid)
}

function own(file: string): void {
  writeFileSync(file, processMark(process.pid) ?? String(process.pid))
}

function ownedByOther(file: string): boolean {
  const owner = contents(file)
  return owner !== null && owner !== processMark(process.pid) && markRuns(owner)
}

const markRuns = (mark: string): boolean => processMark(Number(mark.split(' ')[0])) === mark

function urlOf(here: Cluster, port: number, name: string): string {
  return `postgres://${user}:${here.password}@127.0.0.1:${port}/${name}`
}

function contents(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
