import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, chownSync, constants, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'

/** The account that PostgreSQL runs as; empty for our own. PostgreSQL refuses to run as root. */
export type Account = { uid?: number; gid?: number }

/** Where the database lies: in `dir`, or, when its account cannot get there, in `home`. */
export type Place = { account: Account; home: string }

export const cluster = 'pg18'
const signpost = 'database-is-in'

/** Makes the data folder when it is not there. @returns its one true path */
export function openFolder(dir: string): string {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o755 })
    accessSync(dir, constants.W_OK | constants.X_OK)
    return realpathSync(dir)
  } catch (error) {
    throw new CannotStart(
      `The data folder ${dir} cannot be written (${(error as NodeJS.ErrnoException).code}): give this account the right to write there, or set DATA_DIR to another folder.`,
      `数据目录 ${dir} 不可写：请授予写入权限，或用 DATA_DIR 指定其他目录。`,
    )
  }
}

/**
 * Chooses account and folder. Run by root, the database belongs to the owner of the data that is there already,
 * else to `postgres` (made when missing), else to `nobody`. A folder that the account cannot enter gets a stand-in
 * in a folder that it can, named after `dir`, and a file in `dir` that says where.
 */
export function choosePlace(dir: string, say: (line: string) => void): Place {
  const sign = join(dir, signpost)
  const elsewhere = existsSync(sign) ? readFileSync(sign, 'utf8').trim() : null
  const root = process.getuid?.() === 0
  if (!root) return ordinary(dir, elsewhere)

  const account = ownerOf(join(elsewhere ?? dir, cluster)) ?? serviceAccount()
  if (elsewhere) return { account, home: elsewhere }
  if (canEnter(account, dir)) return { account, home: dir }
  if (existsSync(join(dir, cluster))) {
    throw new CannotStart(
      `The database in ${dir} belongs to an account (uid ${account.uid}) that cannot enter that folder: open the folders above it to that account (chmod o+x), or start as the account that made it.`,
      `数据库目录 ${dir} 的所有者无法进入该目录：请为其上级目录开放进入权限，或用创建它的账号启动。`,
    )
  }
  const home = standIn(dir, account)
  writeFileSync(sign, `${home}\n`)
  say(`The account that runs the database cannot enter ${dir}, so the data is kept in ${home} / 数据库账号无法进入该目录，数据保存在 ${home}`)
  return { account, home }
}

function ordinary(dir: string, elsewhere: string | null): Place {
  const home = elsewhere ?? dir
  const data = join(home, cluster)
  const uid = process.getuid?.()
  if (elsewhere && !accessible(data)) throw foreign(dir, `in ${data}`)
  if (existsSync(data) && uid !== undefined && statSync(data).uid !== uid) throw foreign(dir, `owned by uid ${statSync(data).uid}`)
  return { account: {}, home }
}

function foreign(dir: string, where: string): CannotStart {
  return new CannotStart(
    `The database of ${dir} was made by another account (${where}): start as root or as that account, or set DATA_DIR to a folder of your own.`,
    `${dir} 的数据库由另一个账号创建：请用 root 或该账号启动，或用 DATA_DIR 指定自己的目录。`,
  )
}

function accessible(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

function ownerOf(data: string): Account | null {
  if (!existsSync(data)) return null
  const { uid, gid } = statSync(data)
  return uid === 0 ? null : { uid, gid }
}

function serviceAccount(): Account {
  const known = accountOf('postgres')
  if (known) return known
  spawnSync('groupadd', ['--system', 'postgres'], { stdio: 'ignore' })
  spawnSync('useradd', ['--system', '-g', 'postgres', '-M', '-s', '/bin/false', 'postgres'], { stdio: 'ignore' })
  const made = accountOf('postgres') ?? accountOf('nobody')
  if (made) return made
  throw new CannotStart(
    'PostgreSQL does not run as root and there is no other account here: add a user named postgres, start as an ordinary user, or set DATABASE_URL.',
    'PostgreSQL 不能以 root 运行：请新建 postgres 用户、改用普通用户启动，或设置 DATABASE_URL。',
  )
}

/** initdb needs an account with a line in the user list, so a bare number would not do. */
function accountOf(name: string): Account | null {
  const line = existsSync('/etc/passwd') && readFileSync('/etc/passwd', 'utf8').split('\n').find((row) => row.startsWith(`${name}:`))
  const [, , uid, gid] = line ? line.split(':') : []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

function canEnter(account: Account, dir: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', dir], { ...account, cwd: '/', stdio: 'ignore' }).status === 0
}

function standIn(dir: string, account: Account): string {
  const name = `watchfloor-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`
  for (const base of ['/var/lib', '/var/tmp', tmpdir()]) {
    const home = join(base, name)
    try {
      mkdirSync(home, { recursive: true, mode: 0o755 })
      if (statSync(home).uid === 0 && canEnter(account, home)) return home
    } catch {
      continue
    }
  }
  throw new CannotStart(
    `The account that runs the database can enter neither ${dir} nor a folder in /var/lib, /var/tmp or ${tmpdir()}: set DATA_DIR to a folder that every account can enter.`,
    `数据库账号无法进入 ${dir}：请用 DATA_DIR 指定所有账号都能进入的目录。`,
  )
}

/** Gives a file or folder that root has just made to the account of the database. */
export function give(path: string, account: Account): void {
  if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid)
}
