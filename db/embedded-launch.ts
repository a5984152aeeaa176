import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism, totalmem } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from './cannot-start.ts'
import type { Cluster } from './embedded-cluster.ts'
import { plainEnvironment, readPostmaster } from './postmaster.ts'

const logLimit = 20 * 2 ** 20

/** Resolves when it takes connections. @returns false when the port was taken in the last moment */
export async function startOn(here: Cluster, port: number, say: (line: string) => void): Promise<boolean> {
  if (sizeOf(here.logFile) > logLimit) renameSync(here.logFile, `${here.logFile}.old`)
  const before = sizeOf(here.logFile)
  const child = launch(here, port)
  let told = false
  for (let waited = 0; ; waited += 25) {
    const state = readPostmaster(here.data)
    if (state?.pid === child.pid && state?.ready) return true
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      if (/Address already in use|could not create any TCP/.test(logSince(here.logFile, before))) return false
      throw notStarted(here, logSince(here.logFile, before))
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
    // The log is for the operator and names no resident: what went wrong, without the statement and its values.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: 0,
  }
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

export function notStarted(here: Cluster, log = ''): CannotStart {
  const reason = log.split('\n').filter((line) => /FATAL|PANIC|ERROR/.test(line)).at(-1)?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '') ?? 'it ended at once'
  return new CannotStart(
    `The database did not start (${reason}): see ${here.logFile}, then start again or set DATABASE_URL.`,
    `数据库未能启动：请查看 ${here.logFile}，处理后重新启动，或设置 DATABASE_URL。`,
  )
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

const logSince = (file: string, offset: number): string => (existsSync(file) ? readFileSync(file).subarray(offset).toString('utf8') : '')

/** Free on 127.0.0.1 at this moment; 0 asks for any. */
export function freePort(port: number): Promise<number | null> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : null))
    })
  })
}
