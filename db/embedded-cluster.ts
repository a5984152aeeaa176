import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from './cannot-start.ts'
import { cluster, give, type Place } from './embedded-account.ts'
import type { Binaries } from './embedded-binaries.ts'
import { isZombie, looksLikePostgres, plainEnvironment, processMark, readPostmaster } from './postmaster.ts'

/** PostgreSQL's data folder: what may be there at a start, and how it is made. Nothing is ever deleted. */
export type Cluster = { place: Place; binaries: Binaries; data: string; password: string; logFile: string; ownerFile: string }

export const major = '18'
export const user = 'watchfloor'

export function refuseOtherMajor(home: string, data: string): void {
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
export function setHalfMadeAside(data: string, say: (line: string) => void): void {
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

/**
 * PostgreSQL takes any living process with the number in its lock for its own: a zombie, which its parent may still
 * fetch within 10 s, or a stranger after a restart of the machine or container.
 */
export async function clearStaleLock(data: string, say: (line: string) => void): Promise<void> {
  const found = readPostmaster(data)
  if (!found || looksLikePostgres(found.pid)) return
  for (let waited = 0; isZombie(found.pid) && waited < 10_000; waited += 100) await sleep(100)
  if (!isZombie(found.pid) && processMark(found.pid) === null) return
  const aside = join(data, `postmaster.pid.stale-${Date.now()}`)
  renameSync(join(data, 'postmaster.pid'), aside)
  say(`The lock of a dead database was moved aside to ${aside} / 已将失效的数据库锁文件移开`)
}

export async function initialise(here: Cluster): Promise<void> {
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

function contents(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
