import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What PostgreSQL writes into `postmaster.pid`; `ready` is what `pg_ctl` waits for too. */
export type Postmaster = { pid: number; port: number; ready: boolean }

export function readPostmaster(data: string): Postmaster | null {
  const lines = read(join(data, 'postmaster.pid'))?.split('\n')
  if (!lines?.[0]) return null
  return { pid: Number(lines[0]), port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' }
}

/**
 * A process that really runs, told apart from a later one with the same number by its start time.
 * Null for one that is gone and for a zombie, which runs no more but still answers `kill -0`.
 */
export function processMark(pid: number): string | null {
  if (process.platform !== 'linux') return alive(pid) ? String(pid) : null
  const fields = statFields(pid)
  if (!fields || fields[0] === 'Z' || fields[0] === 'X') return null
  return `${pid} ${fields[19]}`
}

export const isZombie = (pid: number): boolean => process.platform === 'linux' && statFields(pid)?.[0] === 'Z'

/** Whether a number in `postmaster.pid` belongs to a PostgreSQL and not, after a reboot or in a new container, to a stranger. */
export function looksLikePostgres(pid: number): boolean {
  if (processMark(pid) === null) return false
  if (process.platform !== 'linux') return true
  return /postgres|postmaster/.test(read(`/proc/${pid}/comm`) ?? '')
}

/** Resolves to false when the process still runs after `milliseconds`. */
export async function gone(pid: number, milliseconds: number): Promise<boolean> {
  const mark = processMark(pid)
  const end = Date.now() + milliseconds
  while (mark !== null && processMark(pid) === mark) {
    if (Date.now() > end) return false
    await sleep(25)
  }
  return true
}

/** SIGINT is PostgreSQL's fast stop. One that does not finish in 6 s is told to stop at once and recovers at its next start. */
export async function stopPostmaster(pid: number): Promise<void> {
  signal(pid, 'SIGINT')
  if (await gone(pid, 6_000)) return
  signal(pid, 'SIGQUIT')
  await gone(pid, 2_000)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It went by itself in the meantime.
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Fields of /proc/<pid>/stat from the state on; the name before them may hold spaces and brackets. */
function statFields(pid: number): string[] | null {
  const stat = read(`/proc/${pid}/stat`)
  return stat ? stat.slice(stat.lastIndexOf(')') + 2).split(' ') : null
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** PostgreSQL's own variables (PGDATA, PGPORT …) and the user's language would change what it does and says. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/', LC_ALL: 'C', LANG: 'C', TZ: 'UTC' }
}
