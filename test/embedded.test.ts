import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEmbedded } from '#db/embedded.ts'
import { readPostmaster } from '#db/postmaster.ts'
import { stopLeftover, temporaryFolder } from './database.ts'

const root = process.getuid?.() === 0
const nobody = 65_534

let dir = ''
let said: string[] = []
let cleanups: (() => unknown)[] = []

beforeEach(() => {
  dir = join(temporaryFolder('embedded'), 'data')
  said = []
  cleanups = [() => rmSync(join(dir, '..'), { recursive: true, force: true })]
})

afterEach(async () => {
  for (const clean of cleanups.toReversed()) await clean()
})

describe('the embedded database', () => {
  it('keeps its data over a restart, in UTF-8 and durable, whatever the language of the machine', async () => {
    const other = await startProcess({ LANG: 'C', LC_ALL: 'C' })
    await query(other.url, `create table kept as select '值班经理' as text`)
    expect(await query(other.url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }])
    expect(await query(other.url, 'show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
    await other.end()

    const { url } = await start()
    expect(await query(url, 'select text from kept')).toEqual([{ text: '值班经理' }])
  })

  it('takes over what a killed process left running, and stops it', async () => {
    const other = await startProcess()
    await query(other.url, 'create table kept (id int)')
    const left = readPostmaster(join(dir, 'pg18'))
    await other.kill()

    const { url, stop } = await start()
    expect(readPostmaster(join(dir, 'pg18'))?.pid).toBe(left?.pid)
    expect(await query(url, 'select * from kept')).toEqual([])
    await stop()
    expect(readPostmaster(join(dir, 'pg18'))).toBeNull()
  })

  it('comes back after the server and the database were killed together', async () => {
    const other = await startProcess()
    await query(other.url, 'create table kept (id int)')
    process.kill(readPostmaster(join(dir, 'pg18'))?.pid ?? 0, 'SIGKILL')
    await other.kill()

    const { url } = await start()
    expect(await query(url, 'select * from kept')).toEqual([])
  })

  it('is shared by a second process, and stopped by the one that started it', async () => {
    const other = await startProcess()
    const guest = await start()
    expect(guest.url).toBe(other.url)
    await guest.stop()
    expect(await query(other.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await other.end()
    expect(readPostmaster(join(dir, 'pg18'))).toBeNull()
  })

  it('is started once when two ask at the same moment', async () => {
    const [one, two] = await Promise.all([startProcess(), start()])
    expect(two.url).toBe(one.url)
    await one.end()
  })

  it('is started again on the same port when it is killed', async () => {
    const { url } = await start()
    process.kill(readPostmaster(join(dir, 'pg18'))?.pid ?? 0, 'SIGKILL')
    expect(await eventually(() => query(url, 'select 1 as one'))).toEqual([{ one: 1 }])
  })

  it('takes another port when its own is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    cleanups.push(() => squatter.close())
    const { port } = squatter.address() as AddressInfo
    const { url } = await start(port)
    expect(Number(new URL(url).port)).not.toBe(port)
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('moves a half-made data folder aside and deletes nothing', async () => {
    mkdirSync(join(dir, 'pg18'), { recursive: true })
    writeFileSync(join(dir, 'pg18/postgresql.conf'), 'half')
    const { url } = await start()
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    const aside = readdirSync(dir).find((name) => name.startsWith('pg18.half-made-')) ?? ''
    expect(readFileSync(join(dir, aside, 'postgresql.conf'), 'utf8')).toBe('half')
    expect(said.join()).toContain(aside)
  })

  it('refuses a damaged folder that holds data', async () => {
    const first = await startEmbedded(dir, { port: 0 })
    await first.stop()
    renameSync(join(dir, 'pg18/global/pg_control'), join(dir, 'pg_control'))
    await expect(start()).rejects.toThrow(/is damaged .* restore it from a backup/)
    expect(existsSync(join(dir, 'pg18/PG_VERSION'))).toBe(true)
  })

  it('refuses the data of another major version', async () => {
    mkdirSync(join(dir, 'pg17'), { recursive: true })
    await expect(start()).rejects.toThrow(/is PostgreSQL 17 and this release brings PostgreSQL 18: start the release that made it/)
    expect(readdirSync(dir)).toContain('pg17')
  })

  it('starts over a lock whose number belongs to a stranger now', async () => {
    const first = await startEmbedded(dir, { port: 0 })
    await first.stop()
    // Of the database's own account: of any other, PostgreSQL itself knows that it cannot be its lock.
    const { uid, gid } = statSync(join(dir, 'pg18'))
    const stranger = spawn('/bin/sleep', ['600'], root ? { uid, gid } : {})
    cleanups.push(() => stranger.kill())
    writeFileSync(join(dir, 'pg18/postmaster.pid'), `${stranger.pid}\n${join(dir, 'pg18')}\n1\n5999\n\n127.0.0.1\n\nready\n`)
    const { url } = await start()
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(readdirSync(join(dir, 'pg18')).some((name) => name.startsWith('postmaster.pid.stale-'))).toBe(true)
  })

  it('refuses a database that would lose acknowledged changes', async () => {
    const first = await start()
    await query(first.url, 'alter database watchfloor set synchronous_commit = off')
    await first.stop()
    await expect(start()).rejects.toThrow(/synchronous_commit = off and would lose acknowledged changes/)
  })

  it('refuses a folder it may not write, in one sentence', async () => {
    const file = join(dir, '..', 'file')
    writeFileSync(file, '')
    await expect(startEmbedded(join(file, 'data'))).rejects.toThrow(/cannot be written .* set DATA_DIR to another folder/)
  })

  it.runIf(root)('run by root in a folder that its account cannot enter, keeps the data elsewhere and says where', async () => {
    const closed = join(dir, 'closed')
    mkdirSync(closed, { recursive: true, mode: 0o700 })
    dir = join(closed, 'data')
    const first = await start()
    const home = readFileSync(join(dir, 'database-is-in'), 'utf8').trim()
    cleanups.unshift(() => rmSync(home, { recursive: true, force: true }))
    cleanups.unshift(() => rmSync(closed, { recursive: true, force: true }))
    await query(first.url, 'create table kept (id int)')
    expect(said.join()).toContain(home)
    await first.stop()

    said = []
    const second = await start()
    expect(await query(second.url, 'select * from kept')).toEqual([])
    expect(readFileSync(join(dir, 'database-is-in'), 'utf8').trim()).toBe(home)
  })

  it.runIf(root)('made by root, refuses an ordinary user in one sentence', async () => {
    const first = await startEmbedded(dir, { port: 0 })
    await first.stop()
    chmodSync(dir, 0o777)
    const said = await startProcess({}, nobody).then((other) => other.end(), String)
    expect(said).toMatch(/was made by another account .*: start as root or as that account, or set DATA_DIR/)
  })

  it.runIf(root)('made by an ordinary user, is started by root as that user', async () => {
    mkdirSync(dir)
    chmodSync(dir, 0o777)
    const other = await startProcess({}, nobody)
    await query(other.url, 'create table kept (id int)')
    await other.end()

    const { url } = await start()
    expect(await query(url, 'select * from kept')).toEqual([])
    expect(statSync(join(dir, 'pg18')).uid).toBe(nobody)
  })
})

async function start(port = 0) {
  const database = await startEmbedded(dir, { port, log: (line) => said.push(line) })
  cleanups.push(() => database.stop())
  return database
}

type Running = { url: string; end(): Promise<void>; kill(): Promise<void> }

/** A second process on the same folder. Rejects with what it said when it could not start. */
async function startProcess(env: NodeJS.ProcessEnv = {}, uid?: number): Promise<Running> {
  const script = join(import.meta.dirname, 'embedded-process.ts')
  const account = uid === undefined ? {} : { uid, gid: uid }
  const child = spawn(process.execPath, ['--import', 'tsx', script, dir], { ...account, env: { PATH: process.env.PATH, HOME: dir, ...env } })
  const data = join(dir, 'pg18')
  cleanups.push(() => stopLeftover(data))
  cleanups.push(() => child.kill('SIGKILL'))
  return {
    url: await urlFrom(child),
    end: () => told(child, 'SIGTERM'),
    kill: () => told(child, 'SIGKILL'),
  }
}

async function urlFrom(child: ChildProcess): Promise<string> {
  const lines: string[] = []
  child.stderr?.on('data', (chunk) => lines.push(String(chunk)))
  if (!child.stdout) throw new Error('no output')
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('url ')) return line.slice(4)
    lines.push(line)
  }
  throw new Error(lines.join('\n'))
}

async function told(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

async function query(url: string, text: string): Promise<unknown[]> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
  try {
    return [...(await sql.unsafe(text))]
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** Tries until it succeeds; the test's own limit ends what never does. */
async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt()
    } catch {
      await new Promise((done) => setTimeout(done, 50))
    }
  }
}
