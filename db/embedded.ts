import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { choosePlace, cluster, give, type Place } from './embedded-account.ts'
import { type Binaries, findBinaries } from './embedded-binaries.ts'
import { gone, isZombie, looksLikePostgres, processMark, readPostmaster, stopPostmaster } from './postmaster.ts'
import { CannotStart } from './cannot-start.ts'

/*
 * A real PostgreSQL from an npm package, under one data folder. The package's own class is not used: it stops the
 * database first when the process is told to stop, and dies of an orphan, a taken port or a read-only folder.
 *
 * The postmaster is a process group of its own, so that Ctrl-C stops us first and it last. Whoever starts or adopts it
 * is written in `database-owner`; any other process of the same folder is a guest. At the end the owner stops it, and so
 * does a guest whose owner is dead. Owner or guest, whoever sees the postmaster die starts it again on the same port.
 */

const major = '18'
const user = 'watchfloor'
const database = 'watchfloor'
const usualPort = 55432

export type Embedded = { url: string; stop(): Promise<void> }
type Options = { log?: (line: string) => void; port?: number }
type Cluster = { place: Place; binaries: Binaries; data: string; password: string; logFile: string; ownerFile: string }

/**
 * Starts or adopts the PostgreSQL of `dir`. The url is that of its superuser, on 127.0.0.1.
 * @throws CannotStart in one sentence
 */
export async function startEmbedded(dir: string, options: Options = {}): Promise<Embedded> {
  const say = options.log ?? (() => {})
  const folder = resolve(dir)
  const place = choosePlace(folder, say)
  const release = await holdStart(join(folder, 'database-start'))
  let port: number
  let here: Cluster
  try {
    here = {
      place,
      binaries: findBinaries(place, say),
      data: join(place.home, cluster),
      password: passwordIn(folder),
      logFile: join(folder, 'postgres.log'),
      ownerFile: join(folder, 'database-owner'),
    }
    refuseOtherMajor(place.home, here.data)
    setHalfMadeAside(here.data, say)
    port = (await adopt(here, say)) ?? (await begin(here, options.port ?? usualPort, say))
    await prepareDatabase(urlOf(here, port, 'postgres'))
    await refuseUndurable(urlOf(here, port, database))
  } finally {
    release()
  }
  const watch = keepAlive(here, port, say)
  return {
    url: urlOf(here, port, database),
    stop: async () => {
      await watch.end()
      if (!ownedByOther(here.ownerFile)) await stopRunning(here)
    },
  }
}

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
    if (holder !== null && holder !== '' && !markRuns(holder)) rmSync(file, { force: true })
    else if (holder === mine) await sleep(50)
    if (Date.now() > patience) {
      throw new CannotStart(
        `Another process (${holder}) has been starting the database of this folder for 90 s: stop it, then start again.`,
        '另一个进程启动该目录的数据库已超过 90 秒：请先结束它再启动。',
      )
    }
    await sleep(50)
  }
}

function passwordIn(folder: string): string {
  const file = join(folder, 'db-password')
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

function refuseOtherMajor(home: string, data: string): void {
  const version = contents(join(data, 'PG_VERSION'))?.trim()
  const older = !existsSync(data) && existsSync(home) ? readdirSync(home).find((name) => /^pg\d+$/.test(name) && name !== cluster) : undefined
  if ((!version || version === major) && !older) return
  const found = version && version !== major ? version : older?.slice(2)
  throw new CannotStart(
    `The data in ${home} is PostgreSQL ${found} and this release brings PostgreSQL ${major}: start the release that made it and save a backup, then restore the backup into a new DATA_DIR.`,
    `${home} 中的数据属于 PostgreSQL ${found}，本版本为 ${major}：请先用原版本备份，再恢复到新的 DATA_DIR。`,
  )
}

/** initdb works in a folder of its own that is renamed when whole, so a half-made one is a stranger's or a damaged one. */
function setHalfMadeAside(data: string, say: (line: string) => void): void {
  if (!existsSync(data) || readdirSync(data).length === 0) return
  if (existsSync(join(data, 'PG_VERSION')) && existsSync(join(data, 'global/pg_control'))) return
  const databases = existsSync(join(data, 'base')) ? readdirSync(join(data, 'base')).filter((name) => Number(name) > 16_383) : []
  if (databases.length > 0) {
    throw new CannotStart(
      `The database in ${data} is damaged (PG_VERSION or global/pg_control is missing) but holds data: restore it from a backup, or move that folder away to begin anew.`,
      `${data} 中的数据库已损坏但仍有数据：请从备份恢复，或移走该目录后重新开始。`,
    )
  }
  const aside = `${data}.half-made-${Date.now()}`
  renameSync(data, aside)
  say(`A half-made database was moved aside to ${aside}; nothing was deleted / 未完成的数据库已移至该目录，未删除任何内容`)
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
  throw failed(here)
}

/**
 * PostgreSQL takes any living process with the number in its lock for its own: a zombie, which its parent may still
 * fetch within 10 s, or a stranger after a restart of the machine or container.
 */
async function clearStaleLock(data: string, say: (line: string) => void): Promise<void> {
  const found = readPostmaster(data)
  if (!found || looksLikePostgres(found.pid)) return
  for (let waited = 0; isZombie(found.pid) && waited < 10_000; waited += 100) await sleep(100)
  if (!isZombie(found.pid) && processMark(found.pid) === null) return
  const aside = join(data, `postmaster.pid.stale-${Date.now()}`)
  renameSync(join(data, 'postmaster.pid'), aside)
  say(`The lock of a dead database was moved aside to ${aside} / 已将失效的数据库锁文件移开`)
}

async function initialise(here: Cluster): Promise<void> {
  const { account, home } = here.place
  const making = `${here.data}.making-${Date.now()}`
  const passwordFile = join(home, `initdb-password-${process.pid}`)
  mkdirSync(making, { mode: 0o700 })
  give(making, account)
  writeFileSync(passwordFile, `${here.password}\n`, { mode: 0o600 })
  give(passwordFile, account)
  try {
    const fault = await runInitdb(here, making, passwordFile)
    if (fault !== null) {
      throw new CannotStart(
        `The database could not be made in ${home} (${fault}): free some disk space or set DATA_DIR to another folder, then start again.`,
        `无法在 ${home} 创建数据库：请检查磁盘空间，或用 DATA_DIR 指定其他目录后重试。`,
      )
    }
  } finally {
    rmSync(passwordFile, { force: true })
  }
  if (existsSync(here.data)) renameSync(here.data, `${here.data}.empty-${Date.now()}`)
  renameSync(making, here.data)
}

/** In a group of its own like the postmaster, so that Ctrl-C waits for a whole folder. @returns why it failed, or null */
function runInitdb(here: Cluster, data: string, passwordFile: string): Promise<string | null> {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const child = spawn(here.binaries.initdb, ['-D', data, '-U', user, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', ...locale], {
    ...here.place.account,
    cwd: '/',
    env: plainEnvironment(),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  return new Promise((done) => {
    child.once('error', (error) => done(error.message))
    child.once('close', (code) => {
      const line = errors.split('\n').find((text) => /error|fatal|could not/i.test(text))
      done(code === 0 ? null : (line?.trim() ?? `code ${code}`))
    })
  })
}

/** @returns false when the port was taken in the last moment */
async function startOn(here: Cluster, port: number, say: (line: string) => void): Promise<boolean> {
  const before = existsSync(here.logFile) ? statSync(here.logFile).size : 0
  const child = launch(here, port)
  let told = false
  for (let waited = 0; ; waited += 25) {
    const state = readPostmaster(here.data)
    if (state?.pid === child.pid && state?.ready) return true
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      if (/Address already in use|could not create any TCP/.test(logSince(here.logFile, before))) return false
      throw failed(here, logSince(here.logFile, before))
    }
    if (waited > 10_000 && !told) {
      say('The database is recovering from a crash; this can take minutes / 数据库正在恢复，可能需要几分钟')
      told = true
    }
    await sleep(25)
  }
}

function launch(here: Cluster, port: number): ChildProcess {
  const log = openSync(here.logFile, 'a', 0o600)
  try {
    const child = spawn(here.binaries.postgres, ['-D', here.data, '-p', String(port), ...settings()], {
      ...here.place.account,
      cwd: '/',
      env: plainEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
    })
    // A program that cannot be started has no pid, which the caller sees; without a listener it would end this process.
    child.on('error', () => {})
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

function settings(): string[] {
  const megabytes = Math.round(totalmem() / 2 ** 20)
  const shared = Math.max(64, Math.min(512, Math.round(megabytes / 16)))
  const chosen: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: `${shared}MB`,
    effective_cache_size: `${Math.max(256, Math.round(megabytes / 4))}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: 1.1,
    // One heavy reading must not take every core from the commits, nor need more than a container's small /dev/shm.
    max_parallel_workers_per_gather: availableParallelism() > 4 ? 2 : 0,
    synchronous_commit: 'on',
    fsync: 'on',
    full_page_writes: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
  }
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
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
  const look = (): void => {
    const found = readPostmaster(here.data)
    if (busy || (found && looksLikePostgres(found.pid))) return
    busy = again(here, port, say).finally(() => {
      busy = null
    })
  }
  const timer = setInterval(look, 500)
  timer.unref()
  return {
    end: async () => {
      clearInterval(timer)
      await busy
    },
  }
}

async function again(here: Cluster, port: number, say: (line: string) => void): Promise<void> {
  say('The database has stopped and is started again / 数据库已停止，正在重新启动')
  try {
    const release = await holdStart(join(here.logFile, '../database-start'))
    try {
      const found = readPostmaster(here.data)
      if (found && looksLikePostgres(found.pid)) return
      await clearStaleLock(here.data, say)
      if (await startOn(here, port, say)) own(here.ownerFile)
      else say(`Port ${port} of the database is taken by another program; stop that program / 数据库端口 ${port} 被占用，请关闭占用它的程序`)
    } finally {
      release()
    }
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
  }
}

async function stopRunning(here: Cluster): Promise<void> {
  const found = readPostmaster(here.data)
  if (!found || !looksLikePostgres(found.pid)) return
  await stopPostmaster(found.pid)
  await gone(found.pid, 1_000)
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

/** Free on 127.0.0.1 at this moment; 0 asks for any. */
function freePort(port: number): Promise<number | null> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : null))
    })
  })
}

/** PostgreSQL's own variables (PGDATA, PGPORT …) and the user's language would change what it does and says. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/', LC_ALL: 'C', LANG: 'C', TZ: 'UTC' }
}

function failed(here: Cluster, log = ''): CannotStart {
  const reason = log.split('\n').filter((line) => /FATAL|PANIC|ERROR/.test(line)).at(-1)?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '') ?? 'it ended at once'
  return new CannotStart(
    `The database did not start (${reason}): see ${here.logFile}, then start again or set DATABASE_URL.`,
    `数据库未能启动：请查看 ${here.logFile}，处理后重新启动，或设置 DATABASE_URL。`,
  )
}

const logSince = (file: string, offset: number): string => (existsSync(file) ? readFileSync(file).subarray(offset).toString('utf8') : '')

function contents(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
